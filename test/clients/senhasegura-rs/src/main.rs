//! Reads a piece of protected information by the crate senhasegura-rs.
//! Arguments: url, client id, client secret, id. Prints its content.

use senhasegura_rs::{AccessProtectedInformationApi, SenhaseguraClient};

#[tokio::main]
async fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let id: i32 = given[3].parse().expect("an id is a number");
    let client = SenhaseguraClient::builder(given[0].parse().expect("an address"), &given[1], &given[2])
        .build()
        .expect("a client");
    let answer = client.access_protected_information(id).await.expect("an answer");
    print!("{}", answer.info.content);
}
