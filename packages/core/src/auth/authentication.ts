/** Who we say we are to the vault (contract section 2). */
export type Authentication =
  | { readonly method: 'oauth2'; readonly clientId: string; readonly clientSecret: string }
  | { readonly method: 'access-token'; readonly accessToken: string }
  | {
      readonly method: 'oauth1';
      readonly consumerKey: string;
      readonly consumerSecret: string;
      readonly tokenKey: string;
      readonly tokenSecret: string;
    }
  | {
      readonly method: 'aws';
      readonly region: string;
      readonly service: string;
      readonly uniqueKey: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };
