//! The program as it is used from outside: its real binary, its arguments, its answers, its exit codes.

mod asking;
mod backup;
mod canaries;
mod data;
mod demonstration;
#[cfg(target_os = "linux")]
mod load;
mod memory;
mod program;
mod refused;
mod spellings;
mod tls;
mod visit;
