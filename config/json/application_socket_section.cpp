#include <charconv>

#include "config/json/fields.h"
#include "config/json/sections.h"
#include "config/limits.h"

// "application_socket": where programs in any language open their ACBs.
namespace config::json {
namespace {

constexpr std::uint32_t kHighestMode = 0777;

// Octal, as chmod(1) takes it; JSON has no octal numbers.
void read_mode(Reading& reading, const Value& value, ApplicationSocketSettings& socket) {
  constexpr std::string_view kAllowed =
      "the access to the socket file as octal digits in quotes, like \"0660\"";
  if (!reading.is(value, Kind::Text, kAllowed)) {
    return;
  }
  const std::string_view given = value.text();
  const char* const end = given.data() + given.size();
  std::uint32_t mode = 0;
  const auto [last, fault] = std::from_chars(given.data(), end, mode, 8);
  const bool whole = fault == std::errc() && last == end;
  if (!whole || given.size() < 3 || given.size() > 4 || mode > kHighestMode) {
    reading.error(value.at(), label(value) + " must be " + std::string(kAllowed) + ", not '" +
                                  std::string(given.substr(0, 40)) + "'");
    return;
  }
  socket.mode = mode;
}

void read_users(Reading& reading, const Value& value, ApplicationSocketSettings& socket) {
  read_list(reading, value, [&](const Value& entry) {
    std::string user;
    if (reading.text(entry, user)) {
      socket.users.push_back(std::move(user));
    }
  });
}

constexpr Field<ApplicationTcpSettings> kTcpFields[] = {
    {"address",
     [](Reading& r, const Value& v, ApplicationTcpSettings& t) { r.host(v, t.address); }},
    {"port", [](Reading& r, const Value& v, ApplicationTcpSettings& t) { r.port(v, t.port); }},
    {"certificate",
     [](Reading& r, const Value& v, ApplicationTcpSettings& t) { r.path(v, t.certificate); }},
    {"token_file",
     [](Reading& r, const Value& v, ApplicationTcpSettings& t) { r.path(v, t.token_file); }},
};

void read_tcp(Reading& reading, const Value& value, ApplicationSocketSettings& socket) {
  ApplicationTcpSettings& tcp = socket.tcp.emplace();
  tcp.at = value.key_at();
  if (!read_fields(reading, value, kTcpFields, tcp)) {
    return;
  }
  if (!value.has("port")) {
    reading.error(value.at(), "'tcp' has no 'port'; add \"port\": 3271");
  }
  if (!value.has("certificate")) {
    reading.error(value.at(),
                  "'tcp' has no 'certificate', and it is TLS always; make one with 'tn3270d "
                  "certificate' and add \"certificate\": \"server.pem\"");
  }
  if (!value.has("token_file")) {
    reading.error(value.at(),
                  "'tcp' has no 'token_file', by which applications are known; add "
                  "\"token_file\": \"application.tokens\", a file with one token a line");
  }
}

template <Ticks ApplicationSocketSettings::*time>
void read_time(Reading& reading, const Value& value, ApplicationSocketSettings& socket) {
  reading.seconds(value, Span{}, socket.*time);
}

void read_answer(Reading& reading, const Value& value, ApplicationSocketSettings& socket) {
  reading.seconds(value, Span{.or_never = true}, socket.answer);
}

constexpr Field<ApplicationSocketSettings> kSocketFields[] = {
    {"path", [](Reading& r, const Value& v, ApplicationSocketSettings& s) { r.path(v, s.path); }},
    {"mode", read_mode},
    {"group", [](Reading& r, const Value& v, ApplicationSocketSettings& s) { r.text(v, s.group); }},
    {"users", read_users},
    {"tcp", read_tcp},
    {"answer", read_answer},
    {"accept", read_time<&ApplicationSocketSettings::accept>},
    {"release", read_time<&ApplicationSocketSettings::release>},
};

}  // namespace

void read_application_socket(Reading& reading, const Value& value) {
  ApplicationSocketSettings& socket = reading.config().application_socket.emplace();
  socket.at = value.key_at();
  if (read_fields(reading, value, kSocketFields, socket) && !value.has("path")) {
    reading.error(value.at(), label(value) + " has no 'path'; add \"path\": \"acb.sock\"");
  }
}

Keys application_socket_keys() {
  return keys_of(kSocketFields);
}

Keys application_tcp_keys() {
  return keys_of(kTcpFields);
}

}  // namespace config::json
