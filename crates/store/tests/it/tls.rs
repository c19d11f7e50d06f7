//! PostgreSQL over TLS: its certificate is verified, and whoever shows another one is not spoken to.

use std::path::Path;

use crate::{
    house::{On, run},
    rows::select,
};

/// The certificate of the server of the tests, which vouches for itself.
fn certificate() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/it/tls");
    let path = folder.join("certificate.pem").canonicalize().unwrap();
    path.display().to_string()
}

#[test]
fn to_postgresql_the_program_speaks_over_tls_with_whoever_shows_the_certificate_it_trusts() {
    run(On::Postgres, async |house| {
        let verified = format!(
            "{}?sslmode=verify-full&sslrootcert={}",
            house.url,
            certificate()
        );
        let store = house.opened_by(&verified).await.unwrap();
        assert!(!store.is_set_up().await.unwrap());
        store.close().await;
        let sql = "SELECT CAST(ssl AS text) FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        assert_eq!(select(&verified, sql).await[0].get::<String>(0), "true");
        let without = format!("{}?sslmode=disable", house.url);
        assert_eq!(select(&without, sql).await[0].get::<String>(0), "false");

        // The authorities of this machine do not vouch for it.
        let unknown = format!("{}?sslmode=verify-full", house.url);
        assert!(house.opened_by(&unknown).await.is_err());
    });
}
