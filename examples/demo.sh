#!/bin/bash
# The show of ./dev demo: the server on an example deck, seen by a real client. bash and coreutils.
# usage: examples/demo.sh [--once] [ARGS of tn3270d serve], after ./dev build.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

readonly bin=build/release/bin
readonly deck=examples/bsitn44.jcl printers=examples/printers.jcl book=examples/vnetappl.b application=DBDCCICS
once=no
if [[ ${1:-} == --once ]]; then
  once=yes
  shift
fi
state='' server='' client_pid='' tail_pid=''

# end_process PID: asks, waits 5 s (the server's own limit), then insists.
end_process() {
  local tries
  kill -TERM "$1" 2>/dev/null || return 0
  for ((tries = 0; tries < 60; ++tries)); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

clean_up() {
  local status=$?
  trap - EXIT INT TERM
  if [[ -n $client_pid ]]; then end_process "$client_pid"; fi
  if [[ -n $server ]]; then end_process "$server"; fi
  if [[ -n $tail_pid ]]; then end_process "$tail_pid"; fi
  if [[ -n $state ]]; then rm -rf -- "$state"; fi
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '\n==> %s\n' "$*"; }
fail() {
  printf './dev demo: %s\n' "$*" >&2
  if [[ -s $state/server.log ]]; then
    printf 'the server said:\n' >&2
    tail -n 20 -- "$state/server.log" >&2
  fi
  exit 1
}

# --- ports

# listener_of PORT: the inode of a socket that listens there, or nothing.
listener_of() {
  local port table local_address status inode
  printf -v port '%04X' "$1"
  for table in /proc/net/tcp /proc/net/tcp6; do
    [[ -r $table ]] || continue
    while read -r _ local_address _ status _ _ _ _ _ inode _; do
      if [[ $local_address == *:"$port" && $status == 0A ]]; then
        printf '%s' "$inode"
        return
      fi
    done <"$table"
  done
}

# holder_of INODE: who has that socket, in words.
holder_of() {
  local process fds
  for process in /proc/[0-9]*; do
    fds=$(stat -c %N -- "$process"/fd/* 2>/dev/null) || true
    if [[ $fds == *"socket:[$1]"* ]]; then
      printf '%s (process %s)' "$(<"$process/comm")" "${process#/proc/}"
      return
    fi
  done
  printf 'another process'
}

# free_port FIRST: sets `port` to FIRST or the next one that nobody listens on.
free_port() {
  local inode
  for ((port = $1; port < $1 + 50; ++port)); do
    inode=$(listener_of "$port")
    if [[ -z $inode ]]; then return; fi
    printf '    port %d is taken by %s, trying %d\n' "$port" "$(holder_of "$inode")" $((port + 1))
  done
  fail "no free port from $1 to $((port - 1))"
}

# --- the server

# Where applications connect: a name that is easily typed, unless another demo is there or it is too
# long for a socket.
choose_socket() {
  socket=$PWD/build/demo.sock
  if ((${#socket} > 107)) || grep -qF -- "$socket" /proc/net/unix; then
    socket=$state/acb.sock
  fi
}

write_settings() {
  cat >"$state/demo.json" <<END
{
  // The deck's port 1023 becomes one that needs no privilege and offers STARTTLS; the other port
  // is TLS from the first byte.
  "stacks": {"44": {
    "address": "127.0.0.1", "port_map": {"1023": $terminals},
    "tls": "negotiated", "certificate": "$state/server.pem",
    "listeners": [{"name": "secure", "address": "127.0.0.1", "port": $secure,
                   "tls": "immediate", "certificate": "$state/server.pem"}]
  }, "10": {"port_map": {"5023": $printer_port}}},
  "applications": [
    {"name": "$application", "type": "demo"},
    {"name": "SIGNON", "type": "socket"},
    {"name": "ORDERS", "type": "socket"},
    {"name": "REPORTS", "type": "socket"},
    {"name": "HELLO", "type": "socket"},
    {"name": "IVP", "type": "ivp"}
  ],
  "application_socket": {"path": "$socket"},
  "admin": {"address": "127.0.0.1", "port": $admin, "token_file": "$state/admin.token"}
}
END
}

# The server is listening, or has ended, or has had 10 s.
await_server() {
  local tries
  for ((tries = 0; tries < 100; ++tries)); do
    if [[ $(<"$state/server.log") == *TND001I* ]]; then return; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  return 1
}

start_server() {
  local attempt
  state=$(mktemp -d "${TMPDIR:-/tmp}/tn3270d-demo.XXXXXX")
  "$bin/tn3270d" certificate --directory "$state" >"$state/certificate.txt" ||
    fail "tn3270d certificate failed"
  for attempt in 1 2 3; do
    free_port 3270
    terminals=$port
    free_port 3992
    secure=$port
    free_port 5023
    printer_port=$port
    free_port 8270
    admin=$port
    choose_socket
    write_settings
    : >"$state/server.log"
    STATE_DIRECTORY=$state "$bin/tn3270d" serve "$@" "$deck" "$printers" "$book" "$state/demo.json" \
      >"$state/server.log" 2>&1 </dev/null &
    server=$!
    if await_server; then
      export TN3270_URL=http://127.0.0.1:$admin TN3270_TOKEN_FILE=$state/admin.token
      return
    fi
    # Somebody may have taken the port between the look and the start.
    [[ $(<"$state/server.log") == *'cannot listen'* && $attempt -lt 3 ]] || break
    end_process "$server"
  done
  fail "the server did not start"
}

# --- the client

start_client() {
  coproc CLIENT { exec timeout 120 s3270 -model 3279-2 -cafile "$state/ca.pem" "L:localhost:$secure" 2>&1; }
  client_pid=$CLIENT_PID
  exec {to_client}>&"${CLIENT[1]}" {from_client}<&"${CLIENT[0]}"
}

# client ACTION…: s3270 does each; what it answers to the last is in screen[].
client() {
  local action line
  for action; do
    screen=()
    printf '%s\n' "$action" >&"$to_client" || fail "s3270 has ended"
    while :; do
      IFS= read -r -t 15 -u "$from_client" line || fail "s3270 did not answer to $action"
      case $line in
        'data: '*) screen+=("${line#data: }") ;;
        ok) break ;;
        error) fail "s3270 refused $action: ${screen[*]:-no reason given}" ;;
      esac
    done
  done
}

print_screen() {
  local line
  printf '    +%s+\n' "$rule"
  for line in "${screen[@]}"; do printf '    |%-80s|\n' "$line"; done
  printf '    +%s+\n' "$rule"
}

# on_screen TEXT: screen[] has it.
on_screen() {
  local line
  for line in "${screen[@]}"; do
    if [[ $line == *"$1"* ]]; then return; fi
  done
  return 1
}

# await TEXT: what the client sees shows it within 5 s; screen[] is that screen.
await() {
  local tries
  for ((tries = 0; tries < 50; ++tries)); do
    client 'Wait(10,InputField)' 'Ascii()'
    if on_screen "$1"; then return; fi
    sleep 0.1
  done
  print_screen >&2
  fail "the screen does not show '$1'"
}

show() {
  local lu
  printf -v rule '%80s' ''
  rule=${rule// /-}

  say "A real client (s3270 -model 3279-2) connects to port $secure by TLS and sees the menu"
  start_client
  client 'Wait(10,InputField)' 'Query(Tls)'
  printf 'Its TLS is %s.\n' "${screen[0]}"
  client 'Query(LuName)'
  lu=${screen[0]}
  await "$application"
  print_screen

  say "It types $application and Enter"
  client "String(\"$application\")" 'Enter()'
  await 'Client address'
  print_screen

  say "$bin/tn3270ctl lus"
  "$bin/tn3270ctl" lus || fail "tn3270ctl lus failed"

  say "PF3 brings it back to the menu"
  client 'PF(3)'
  await 'PRINTER SHARING APPLICATION'
  printf '    |%-80s|\n' "${screen[0]}"

  say "$bin/tn3270ctl kill $lu, while s3270 watches"
  "$bin/tn3270ctl" kill "$lu" || fail "tn3270ctl kill $lu failed"
  client 'Wait(10,Disconnect)' 'Query(ConnectionState)'
  on_screen not-connected || fail "s3270 is still connected: ${screen[*]}"
  printf 's3270 is now %s.\n' "${screen[0]}"
  client_ends
}

client_ends() {
  printf 'Quit()\n' >&"$to_client" || true
  end_process "$client_pid"
  client_pid=''
}

say "tn3270d serves $deck and $printers with $book"
start_server "$@"
show
if [[ $once == yes ]]; then
  say "The show is over"
  exit 0
fi

cat <<END

==> Now you, in another terminal:
    c3270 -cafile $state/ca.pem localhost:$terminals      a LU from the pool, by STARTTLS
    c3270 -cafile $state/ca.pem L:localhost:$secure    TLS from the first byte
    c3270 T005@127.0.0.1:$terminals -set startTls=false      a LU by name, in clear

    export TN3270_URL=$TN3270_URL TN3270_TOKEN_FILE=$TN3270_TOKEN_FILE
    $bin/tn3270ctl lus
    $bin/tn3270ctl kill T001

    export TN3270D_SOCKET=$socket
    python3 examples/python/orders.py          a program opens the ACB of ORDERS, which is on the menu
    pr3287 P001@127.0.0.1:$printer_port             a printer, which prints by lpr; -command says how else

    The API's token is in $TN3270_TOKEN_FILE. Ctrl-C ends the server and removes $state.

==> What the server says from here on
END
trap 'exit 0' INT TERM
tail -n 0 -f --pid="$server" -- "$state/server.log" &
tail_pid=$!
wait "$server" || fail "the server ended with status $?"
