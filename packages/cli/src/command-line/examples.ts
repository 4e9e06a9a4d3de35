import type { CommandName } from './command-table.js';

/** Three ways in which a command is used; each can be typed as it stands, but for the names in it. */
export const EXAMPLES: Readonly<Record<CommandName, readonly [string, string, string]>> = {
  runb: [
    'senhasegura runb --application shop --system back --environment prod',
    "senhasegura runb -t github --secret 'dsm:database-prod#password > DB_PASSWORD'",
    'senhasegura runb --clean',
  ],
  run: [
    "senhasegura run --secret 'dsm:database-prod#password > DB_PASSWORD' -- ./migrate.sh",
    'senhasegura run --env-file app.env -- ./serve.sh',
    "senhasegura run -i --secret 'pam:db-admin > PGPASSWORD' -- psql",
  ],
  get: [
    "senhasegura get 'dsm:database-prod#password'",
    'senhasegura get dsm:database-prod --output json',
    "senhasegura get 'dsm:account#json | json=/client/secret'",
  ],
  list: ['senhasegura list', 'senhasegura list dsm pam ssh', 'senhasegura list --output json'],
  inject: [
    'senhasegura inject -i kubeconfig.tpl -o kubeconfig',
    "senhasegura inject --open '<<' --close '>>' < values.yaml.tpl | helm upgrade shop ./chart -f -",
    'senhasegura inject --clean -o kubeconfig',
  ],
  put: [
    'senhasegura put dsm:shop/database PASSWORD=@password.txt',
    'printf %s "$PASSWORD" | senhasegura put dsm:shop/database PASSWORD=-',
    'senhasegura put dsm:shop/database < database.env',
  ],
  register: [
    'senhasegura register',
    'senhasegura register mapping.json',
    'senhasegura register mapping.json --dry-run',
  ],
  rotate: [
    'senhasegura rotate ssh:deploy-key-prod',
    'senhasegura rotate pam:db-admin --change-wait 120',
    'senhasegura rotate ssh:456 --dry-run',
  ],
  release: [
    'senhasegura release pam:123',
    'senhasegura release pam:root@db.example.com',
    'senhasegura release pam:db-admin --dry-run',
  ],
  redact: [
    "./build.sh 2>&1 | senhasegura redact --secret 'dsm:*'",
    "senhasegura redact --secret 'dsm:database-prod' < build.log > clean.log",
    'senhasegura redact --secret pam:db-admin --take-custody < build.log',
  ],
  scan: [
    "senhasegura scan --secret 'dsm:*' dist coverage",
    "senhasegura scan --secret 'dsm:*' --strict image.tar",
    "senhasegura scan --secret 'dsm:database-prod' --output json .",
  ],
  audit: [
    "senhasegura audit --secret 'dsm:*'",
    "senhasegura audit --secret 'dsm:*' --vault-only deploy config",
    "senhasegura audit --secret 'dsm:*' --output json .",
  ],
  doctor: [
    'senhasegura doctor',
    "senhasegura doctor --secret 'dsm:database-prod#password' --secret pam:db-admin",
    'senhasegura doctor --output json',
  ],
  manifests: [
    "senhasegura manifests --secret 'dsm:database-prod#password > DB_PASSWORD' --name app",
    'senhasegura manifests --secret dsm:api-settings-prod --namespace shop --rbac',
    'senhasegura manifests --secret dsm:api-settings-prod --cluster --refresh-interval 30m',
  ],
  completion: [
    'eval "$(senhasegura completion bash)"',
    'senhasegura completion fish | source',
    'senhasegura completion powershell | Out-String | Invoke-Expression',
  ],
};
