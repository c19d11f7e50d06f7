//! Running the program.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

/// The program with nothing of this machine's environment that it listens to.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tirek"));
    for name in [
        "TIREK_CHECKPOINTS",
        "TIREK_DATA",
        "TIREK_DATABASE",
        "TIREK_LISTEN",
        "TIREK_LOG",
        "TIREK_TLS_CERT",
        "TIREK_TLS_KEY",
    ] {
        command.env_remove(name);
    }
    command
}

/// What the program answered.
#[derive(Debug)]
pub struct Answer {
    pub exit: i32,
    pub out: String,
    pub trouble: String,
}

impl Answer {
    fn of(output: Output) -> Answer {
        Answer {
            exit: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            trouble: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs the program.
pub fn tirek<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Answer {
    Answer::of(
        command()
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap(),
    )
}

/// Runs the program with something on its standard input.
pub fn tirek_told<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>, input: &str) -> Answer {
    let mut command = command();
    command.args(arguments);
    told(command, input)
}

/// Runs a command made by [`command`] with something on its standard input.
pub fn told(mut command: Command, input: &str) -> Answer {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end before it has read what it was told.
    if let Err(error) = child.stdin.take().unwrap().write_all(input.as_bytes()) {
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe, "{error}");
    }
    Answer::of(child.wait_with_output().unwrap())
}

/// The program while it serves.
pub struct Served {
    child: Child,
    /// Where it said that it is.
    pub address: String,
    rest: BufReader<std::process::ChildStdout>,
    out: String,
    log: Option<JoinHandle<String>>,
}

impl Served {
    /// Starts serving and waits until it says where it is.
    pub fn start(folder: &Path, arguments: &[&str]) -> Served {
        Served::start_as(command(), folder, arguments)
    }

    /// The same with a command made by [`command`], in surroundings of the test's own.
    pub fn start_as(mut command: Command, folder: &Path, arguments: &[&str]) -> Served {
        let mut child = command
            .arg("serve")
            .arg("--data")
            .arg(folder)
            .args(["--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut errors = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            errors.read_to_string(&mut text).unwrap();
            text
        });
        let mut rest = BufReader::new(child.stdout.take().unwrap());
        let mut out = String::new();
        rest.read_line(&mut out).unwrap();
        let said = out.trim().strip_prefix("Tirek is at ");
        let address = said
            .and_then(|said| said.split_once("://"))
            .map(|(_, address)| address)
            .unwrap_or_else(|| panic!("not where it is: {out:?}"))
            .to_owned();
        Served {
            child,
            address,
            rest,
            out,
            log: Some(log),
        }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// One request without a body; the status and everything that came back.
    pub fn get(&self, path: &str) -> (u16, String) {
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let status = answer.split_whitespace().nth(1).unwrap().parse().unwrap();
        (status, answer)
    }

    /// The most memory that it has held at once, in KiB, as Linux tells it.
    #[cfg(target_os = "linux")]
    pub fn most_memory_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmHWM:"))
            .unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Asks it to stop as a service manager does, and gives its exit code, standard output and log.
    pub fn stop(mut self) -> Answer {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.rest.read_to_string(&mut self.out).unwrap();
        let exit = self.child.wait().unwrap().code().unwrap_or(-1);
        let trouble = self.log.take().unwrap().join().unwrap();
        Answer {
            exit,
            out: std::mem::take(&mut self.out),
            trouble,
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // A test that failed leaves no server behind; one that stopped has none to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
