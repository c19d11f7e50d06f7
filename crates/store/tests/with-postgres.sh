#!/usr/bin/env bash
# Starts a PostgreSQL of its own in a temporary folder, runs the command given with TIREK_TEST_POSTGRES naming it, stops it.
#
#   crates/store/tests/with-postgres.sh cargo nextest run -p store
#
# It speaks TLS to whoever asks for it, with the certificate of the tests.
#
# The server listens on 127.0.0.1 on a free port, runs as an unprivileged user also when the caller is root, and keeps
# nothing: durability is switched off, because its data end with the command.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENTS]" >&2; exit 2; }

# A server that somebody else started is used as it is.
if [ -n "${TIREK_TEST_POSTGRES:-}" ]; then
    exec "$@"
fi

bin=
for folder in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
        bin=$folder
        break
    fi
done
[ -n "$bin" ] || { echo "$0: no PostgreSQL server here; on Debian: apt-get install postgresql" >&2; exit 3; }

certificates=$(cd "$(dirname "$0")/../../cli/tests/it/tls" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/tirek-postgres.XXXXXX")
run=()
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL refuses to run as root.
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    run=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups --)
    chown "$user" "$work"
fi
chmod 700 "$work"
install -m 600 "$certificates/certificate.pem" "$certificates/key.pem" "$work"
if [ "${#run[@]}" -gt 0 ]; then
    chown "$user" "$work/certificate.pem" "$work/key.pem"
fi

server=
stop() {
    if [ -n "$server" ]; then
        # SIGINT: end sessions and shut down at once.
        kill -INT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$work"
if ! "${run[@]}" "$bin/initdb" --pgdata="$work/data" --username=tirek --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$work/initdb.log" 2>&1; then
    cat "$work/initdb.log" >&2
    exit 3
fi

# A free port: the kernel is asked for one by trying; a lost race is tried again.
for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 20000))
    "${run[@]}" "$bin/postgres" -D "$work/data" -p "$port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
        -c ssl=on -c ssl_cert_file="$work/certificate.pem" -c ssl_key_file="$work/key.pem" \
        -c max_connections=300 -c log_min_messages=fatal >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 1 200); do
        if "$bin/pg_isready" --quiet --host=127.0.0.1 --port="$port"; then
            break 2
        fi
        kill -0 "$server" 2>/dev/null || break
        sleep 0.05
    done
    kill -0 "$server" 2>/dev/null && break
    wait "$server" 2>/dev/null || true
    server=
done
if [ -z "$server" ] || ! kill -0 "$server" 2>/dev/null; then
    cat "$work/server.log" >&2
    exit 3
fi

cd "$OLDPWD"
status=0
TIREK_TEST_POSTGRES="postgres://tirek@127.0.0.1:$port/postgres" PATH="$PATH" "$@" || status=$?
exit "$status"
