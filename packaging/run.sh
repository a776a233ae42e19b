#!/usr/bin/env bash
# Installs what is missing, builds release, starts Lokal-AI: the desktop program, or without a display the server.
#   packaging/run.sh [--demo] [--build-only] [-- ARGUMENTS OF THE PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/prepare.sh

demo=no build_only=no arguments=()
while [ $# -gt 0 ]; do
    case $1 in
    --demo) demo=yes ;;
    --build-only) build_only=yes ;;
    --) shift; arguments=("$@"); break ;;
    -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
    *) say "unknown argument \"$1\"; what follows -- goes to the program"; exit 2 ;;
    esac
    shift
done

install_packages "${build_packages[@]}"
build_preset release lokal-ai lokal-ai-server
[ $build_only = yes ] && { say "Built: build/release/bin/lokal-ai and lokal-ai-server"; exit 0; }

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    [ $demo = yes ] && arguments=(--demo "${arguments[@]}")
    exec build/release/bin/lokal-ai "${arguments[@]}"
fi

ollama_answers() {
    local host=${OLLAMA_HOST:-http://127.0.0.1:11434}
    case $host in *://*) ;; *) host=http://$host ;; esac
    case ${host#*://} in *:*) ;; *) host=$host:11434 ;; esac
    host=${host/0.0.0.0/127.0.0.1}
    curl -fsS --max-time 2 "$host/api/version" >/dev/null 2>&1
}
case " ${arguments[*]-} " in *" --demo "* | *" --ollama-url"*) chosen=yes ;; *) chosen=no ;; esac
[ -n "${LOKAL_AI_OLLAMA_URL:-}${LOKAL_AI_DEMO:-}" ] && chosen=yes
if [ $demo = no ] && [ $chosen = no ] && ! ollama_answers; then
    say "No Ollama answers, so the demo engine (no AI) takes its place. With Ollama running, start again."
    demo=yes
fi
[ $demo = yes ] && arguments=(--demo "${arguments[@]}")

# Where the server will listen, as far as it is known before it starts.
address=${LOKAL_AI_LISTEN:-127.0.0.1:11500} scheme=http
[ -n "${LOKAL_AI_TLS_CERT:-}" ] && scheme=https
for ((i = 0; i < ${#arguments[@]}; i++)); do
    case ${arguments[i]} in
    --listen) address=${arguments[i + 1]:-$address} ;;
    --listen=*) address=${arguments[i]#*=} ;;
    --tls-cert | --tls-cert=*) scheme=https ;;
    esac
done
case $address in
127.* | localhost:* | "[::1]:"*) token= ;;
*) token=' The first account also needs "setup_token", the token printed below.' ;;
esac
address=${address/#0.0.0.0:/127.0.0.1:} address=${address/#\[::\]:/[::1]:}
url=$scheme://${address/%:0/:PORT}
cat >&2 <<HINT
No display: starting the server. Talk to it from another terminal; registering prints the key that the rest needs.$token
  curl -s $url/register -H 'Content-Type: application/json' -d '{"username": "anna", "password": "my quiet green lamp"}'
  curl -s $url/models -H "Authorization: Bearer lok_…"
README.md goes on from there under "First steps with curl"; $url/docs describes every route. Ctrl+C stops the server.
HINT
exec build/release/bin/lokal-ai-server "${arguments[@]}"
