#!/usr/bin/env bash
# Makes the signatures of this folder anew with the command line of OpenSSL 3: bash make.sh. Keys are thrown away; the people are
# invented. Certificates are valid in 2022, so that no test depends on the day on which it runs.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
printf '%%PDF-1.7 what was signed\n' > content
cat > ca.cnf <<'CNF'
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
serialNumber = optional
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
[half]
basicConstraints = critical,CA:FALSE
keyUsage = critical,keyCertSign,digitalSignature
subjectKeyIdentifier = hash
[mail]
basicConstraints = CA:FALSE
keyUsage = critical,keyEncipherment
[strict]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
1.2.398.3.9.9 = critical,ASN1:NULL
CNF
: > index.txt; echo 1000 > serial
key() { case $2 in rsa*) openssl genrsa -out "$1.key" "${2#rsa}" 2>/dev/null;; *) openssl ecparam -name "$2" -genkey -noout -out "$1.key";; esac; }
# cert NAME KEYKIND EXTENSIONS ISSUER SUBJECT [FROM UNTIL]
cert() {
  key "$1" "$2"
  openssl req -new -utf8 -key "$1.key" -subj "$5" -nameopt utf8 -out "$1.csr" -config /dev/stdin <<< $'[req]\ndistinguished_name=d\nstring_mask=utf8only\n[d]'
  local by=(-cert "$4.pem" -keyfile "$4.key"); [ "$4" = "$1" ] && by=(-selfsign -keyfile "$1.key")
  openssl ca -batch -config ca.cnf -preserveDN -notext -utf8 -extensions "$3" "${by[@]}" -in "$1.csr" -out "$1.pem" -startdate "${6:-20220101000000Z}" -enddate "${7:-20230101000000Z}" 2>/dev/null
}
person='/C=KZ/O=Үлгі орталығы/serialNumber=IIN000000000000/CN=МЫСАЛОВА ҮЛГІЖАН'
cert root rsa3072 root root '/C=KZ/CN=Sample root (RSA)' 20200101000000Z 20300101000000Z
cert middle rsa2048 middle root '/C=KZ/CN=Sample issuing (RSA)' 20200101000000Z 20300101000000Z
cert below rsa2048 middle middle '/C=KZ/CN=Sample below (RSA)' 20200101000000Z 20300101000000Z
cert rsa rsa2048 signer middle "$person"
cert late rsa2048 signer middle "$person" 20210101000000Z 20211231000000Z
cert deep rsa2048 signer below "$person"
cert byperson rsa2048 signer rsa "$person"
cert half rsa2048 half middle "$person"
cert byhalf rsa2048 signer half "$person"
# Has the name of the issuing one and another key.
cert pretended rsa2048 root pretended '/C=KZ/CN=Sample issuing (RSA)'
cert forged rsa2048 signer pretended "$person"
cert short rsa1024 signer middle "$person"
cert mail rsa2048 mail middle "$person"
cert strict rsa2048 strict middle "$person"
cert ecroot secp384r1 root ecroot '/C=KZ/CN=Sample root (EC)' 20200101000000Z 20300101000000Z
cert ec prime256v1 signer ecroot "$person"
cert ec384 secp384r1 signer ecroot "$person"
cert ec521 secp521r1 signer ecroot "$person"
sign() { local out=$1 who=$2; shift 2; openssl cms -sign -binary -in content -signer "$who.pem" -inkey "$who.key" -outform DER -out "$out.p7s" "$@"; }
sign rsa rsa -certfile middle.pem
sign rsa_sha512 rsa -certfile middle.pem -md sha512
sign pss rsa -certfile middle.pem -keyopt rsa_padding_mode:pss
sign no_attributes rsa -certfile middle.pem -noattr
sign no_certificates rsa -nocerts
sign no_issuer rsa
sign by_key rsa -certfile middle.pem -keyid
sign streamed rsa -certfile middle.pem -stream
sign attached rsa -certfile middle.pem -nodetach
sign sha1 rsa -certfile middle.pem -md sha1
sign late late -certfile middle.pem
cat below.pem middle.pem > both.pem; sign deep deep -certfile both.pem
cat rsa.pem middle.pem > people.pem; sign by_person byperson -certfile people.pem
sign forged forged -certfile middle.pem
cat pretended.pem middle.pem > pretended_both.pem; sign forged_with_issuer forged -certfile pretended_both.pem
cat half.pem middle.pem > halves.pem; sign by_half byhalf -certfile halves.pem
# Signed as encrypted data (1.2.840.113549.1.7.6) and handed over as data (…7.1).
sign other_type rsa -certfile middle.pem -econtent_type pkcs7-encryptedData
python3 - <<'PY'
bytes_ = open("other_type.p7s", "rb").read()
was, now = bytes.fromhex("06092a864886f70d010706"), bytes.fromhex("06092a864886f70d010701")
assert bytes_.count(was) == 2
open("other_type.p7s", "wb").write(bytes_.replace(was, now, 1))
PY
sign short short -certfile middle.pem
sign mail mail -certfile middle.pem
sign strict strict -certfile middle.pem
sign ec ec
sign ec384 ec384 -md sha384
sign ec521 ec521
sign two rsa -certfile middle.pem -signer ec.pem -inkey ec.key
openssl cms -sign -binary -in content -signer ec.pem -inkey ec.key -outform PEM -out ec_pem.p7s
base64 -w0 ec.p7s > ec_base64.p7s
cat root.pem ecroot.pem > trusted.pem
openssl x509 -in root.pem -outform DER -out root.cer
cp content trusted.pem root.cer ./*.p7s "$here"
