// Reads a secret as the External Secrets Operator does: by its own provider for senhasegura.
// Arguments: url, client id, client secret, key, property ("" for all). Prints what the operator would write.
package main

import (
	"context"
	"fmt"
	"os"

	esv1 "github.com/external-secrets/external-secrets/apis/externalsecrets/v1"
	esmeta "github.com/external-secrets/external-secrets/apis/meta/v1"
	"github.com/external-secrets/external-secrets/pkg/provider/senhasegura"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

func main() {
	url, id, secret, key, property := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	credentials := &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: "vault", Namespace: "default"},
		Data:       map[string][]byte{"secret": []byte(secret)},
	}
	store := &esv1.SecretStore{
		TypeMeta:   metav1.TypeMeta{Kind: esv1.SecretStoreKind},
		ObjectMeta: metav1.ObjectMeta{Name: "vault", Namespace: "default"},
		Spec: esv1.SecretStoreSpec{Provider: &esv1.SecretStoreProvider{Senhasegura: &esv1.SenhaseguraProvider{
			URL:    url,
			Module: esv1.SenhaseguraModuleDSM,
			Auth: esv1.SenhaseguraAuth{
				ClientID:     id,
				ClientSecret: esmeta.SecretKeySelector{Name: "vault", Key: "secret"},
			},
		}}},
	}
	kube := fake.NewClientBuilder().WithObjects(credentials).Build()
	client, err := (&senhasegura.Provider{}).NewClient(context.Background(), store, kube, "default")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	value, err := client.GetSecret(context.Background(), esv1.ExternalSecretDataRemoteRef{Key: key, Property: property})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(string(value))
}
