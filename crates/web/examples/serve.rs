//! Serves the pages over a database in a temporary folder, for looking at them: `cargo run -p web --example serve`.
//! The program itself is `tirek serve`.

use std::sync::{Arc, Mutex};

use standard::lang::Lang;
use store::{Config, Store};
use web::{WebConfig, router};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("name a folder for the database")?;
    let port = std::env::args().nth(2).unwrap_or_else(|| "8099".to_owned());
    let random: store::Randomness = Arc::new(Mutex::new(rand_core::UnwrapErr(getrandom::SysRng)));
    let config = Config {
        clock: Arc::new(jiff::Timestamp::now),
        random: random.clone(),
        password_cost: sealed::Cost::FLOOR,
    };
    let store = Store::open(&format!("sqlite:{folder}/tirek.db"), config).await?;
    let pages = router(
        store,
        WebConfig {
            language: Lang::Kk,
            secure: false,
            random,
        },
    );
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, pages).await?;
    Ok(())
}
