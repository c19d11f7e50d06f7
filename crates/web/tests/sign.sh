#!/usr/bin/env bash
# sign.sh DIR: signs DIR/document with a certificate that DIR/root.pem issued, as somebody would elsewhere; DIR/signature.p7s. The
# certificates are valid in 2022, the year of the tests.
set -euo pipefail
cd "$1"
printf '[req]\ndistinguished_name=d\nstring_mask=utf8only\n[d]\n' > req.cnf
cat > ca.cnf <<'CNF'
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
[any]
commonName = supplied
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[signer]
keyUsage = critical,digitalSignature
CNF
: > index.txt; echo 1000 > serial
cert() { # NAME SUBJECT EXTENSIONS OPTIONS…
  local name=$1 subject=$2 extensions=$3; shift 3
  openssl ecparam -name prime256v1 -genkey -noout -out "$name.key"
  openssl req -new -utf8 -key "$name.key" -subj "$subject" -config req.cnf -out "$name.csr"
  openssl ca -batch -config ca.cnf -notext -utf8 -extensions "$extensions" "$@" -in "$name.csr" -out "$name.pem" \
    -startdate 20220101000000Z -enddate 20230101000000Z
}
cert root '/CN=Sample root' root -selfsign -keyfile root.key
cert signer '/CN=Үлгіжан Мысалова' signer -cert root.pem -keyfile root.key
openssl cms -sign -binary -in document -signer signer.pem -inkey signer.key -outform DER -out signature.p7s
