// The program under test: started over a data folder of its own, stopped by its own process id.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** The built program; `TIREK_BINARY` names another. */
export const BINARY = process.env.TIREK_BINARY ?? join(PROJECT, "target/debug/tirek");

/** How long the program may take until it answers. A demonstration is told first. */
const PATIENCE_MS = 120_000;

export class Program {
  /** Starts `tirek serve` over an empty folder; with `demo`, over the demonstration data, as on that day. */
  static async start({ demo = false, today } = {}) {
    const program = new Program();
    program.data = await mkdtemp(join(tmpdir(), "tirek-e2e-"));
    const args = ["serve", "--data", program.data, "--listen", "127.0.0.1:0"];
    if (demo) args.push("--demo");
    if (today) args.push("--today", today);
    program.log = "";
    program.process = spawn(BINARY, args, { cwd: program.data, stdio: ["ignore", "pipe", "pipe"] });
    program.ended = once(program.process, "exit");
    const ready = new Promise((resolve, reject) => {
      const listen = (text) => {
        program.log += text;
        program.address ??= program.log.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
        // The demonstration's accounts are printed with their one password.
        program.password ??= program.log.match(/password\s+(\S+)\n/)?.[1];
        if (program.address && (program.password || !demo)) resolve();
      };
      program.process.stdout.setEncoding("utf8").on("data", listen);
      program.process.stderr.setEncoding("utf8").on("data", listen);
      program.process.once("error", reject);
      program.process.once("exit", (code) => reject(new Error(`the program ended (${code}): ${program.log}`)));
    });
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no address was printed: ${program.log}`)), PATIENCE_MS);
    });
    try {
      await Promise.race([ready, late]);
    } catch (error) {
      await program.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return program;
  }

  /** Runs the program once beside the server, with these lines on its standard input. */
  async run(args, input = "") {
    const child = spawn(BINARY, args, { cwd: this.data, stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (said += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
    child.stdin.end(input);
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`tirek ${args.join(" ")} ended with ${code}: ${said}`);
    return said;
  }

  /** Every file of the data folder: its name and its bytes. */
  async files() {
    const names = await readdir(this.data, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    return Promise.all(files.map(async (name) => [name, await readFile(name)]));
  }

  /** Asks the program to end, and waits until it has. */
  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      process.kill(this.process.pid, "SIGTERM");
      await this.ended;
    }
  }

  /** Ends the program and removes its data. */
  async stop() {
    await this.end();
    await rm(this.data, { recursive: true, force: true });
  }
}
