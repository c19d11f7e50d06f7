//! The program `tirek`.
fn main() {}
