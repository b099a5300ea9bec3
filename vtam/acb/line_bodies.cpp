#include "vtam/acb/line_bodies.h"

#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "config/limits.h"
#include "vtam/acb/json_writer.h"
#include "vtam/acb/line_screen.h"

namespace vtam {
namespace {

constexpr std::int64_t kMostVersion = std::numeric_limits<std::int32_t>::max();

using H = HelloLine;
constexpr std::array<Member<H>, 2> kApi = {{
    {"current",
     [](JsonValue v, H& h, Complaint& c) { return take_whole(v, 1, kMostVersion, h.current, c); },
     true},
    {"minimum",
     [](JsonValue v, H& h, Complaint& c) { return take_whole(v, 1, kMostVersion, h.minimum, c); },
     true},
}};
constexpr std::array<Member<H>, 3> kHello = {{
    {"api", [](JsonValue v, H& h, Complaint& c) { return read_members(v, kApi, h, c); }, true},
    {"name", [](JsonValue v, H& h, Complaint& c) { return take_line(v, h.name, c); }, true},
    {"token", [](JsonValue v, H& h, Complaint& c) { return take_line(v, h.token, c); }},
}};

bool read_hello(JsonValue line, RequestBody& body, Complaint& complaint) {
  HelloLine& hello = body.emplace<HelloLine>();
  if (!read_members(line, kHello, hello, complaint)) {
    return false;
  }
  if (hello.minimum > hello.current) {
    complaint = {"api.minimum", "is newer than api.current"};
    return false;
  }
  return true;
}

struct OpenEntry {
  std::optional<config::ApplId> application{};
  std::string password{};
  AcbMode mode = AcbMode::Screen;
};
constexpr std::array<Word<AcbMode>, 2> kModes = {
    {{"screen", AcbMode::Screen}, {"datastream", AcbMode::Datastream}}};
constexpr std::array<Member<OpenEntry>, 3> kOpen = {{
    {"applid",
     [](JsonValue v, OpenEntry& o, Complaint& c) { return take_name(v, o.application, c); }, true},
    {"password",
     [](JsonValue v, OpenEntry& o, Complaint& c) { return take_line(v, o.password, c); }},
    {"mode",
     [](JsonValue v, OpenEntry& o, Complaint& c) { return take_word(v, kModes, o.mode, c); }},
}};

bool read_open(JsonValue line, RequestBody& body, Complaint& complaint) {
  OpenEntry entry;
  if (!read_members(line, kOpen, entry, complaint)) {
    return false;
  }
  body = OpenLine{*entry.application, std::move(entry.password), entry.mode};
  return true;
}

// The session of a line whose other members are read into a value of type T.
Said& said_of(RequestBody& body) {
  return std::get<SessionLine>(body).said;
}

bool read_accept(JsonValue /*line*/, RequestBody& body, Complaint& /*complaint*/) {
  said_of(body) = AcceptLogon{};
  return true;
}

bool take_sense(JsonValue value, RejectLogon& reject, Complaint& complaint) {
  const std::string_view digits = value.text();
  const char* const end = digits.data() + digits.size();
  if (value.kind() == JsonKind::Text && digits.size() == 8) {
    const auto [last, fault] = std::from_chars(digits.data(), end, reject.sense, 16);
    if (fault == std::errc() && last == end) {
      return true;
    }
  }
  return complain(value, "8 hexadecimal digits, as \"08010000\"", complaint);
}

constexpr std::array<Member<RejectLogon>, 2> kReject = {{
    {"sense", take_sense},
    {"why", [](JsonValue v, RejectLogon& r, Complaint& c) { return take_line(v, r.why, c); }},
}};

bool read_reject(JsonValue line, RequestBody& body, Complaint& complaint) {
  return read_members(line, kReject, said_of(body).emplace<RejectLogon>(), complaint);
}

struct SendEntry {
  SendScreen send{};
  std::optional<tn3270::ByteBuffer> data{};
  bool has_screen = false;
};

bool take_send_screen(JsonValue value, SendEntry& entry, Complaint& complaint) {
  entry.has_screen = true;
  return take_screen(value, entry.send.screen, complaint);
}

using S = SendEntry;
constexpr std::array<Member<S>, 6> kSend = {{
    {"screen", take_send_screen},
    {"data", [](JsonValue v, S& s, Complaint& c) { return take_base64(v, s.data.emplace(), c); }},
    {"erase", [](JsonValue v, S& s, Complaint& c) { return take(v, s.send.erase, c); }},
    {"unlock", [](JsonValue v, S& s, Complaint& c) { return take(v, s.send.unlock, c); }},
    {"alarm", [](JsonValue v, S& s, Complaint& c) { return take(v, s.send.alarm, c); }},
    {"response", [](JsonValue v, S& s, Complaint& c) { return take(v, s.send.response, c); }},
}};

bool read_send(JsonValue line, RequestBody& body, Complaint& complaint) {
  SendEntry entry;
  if (!read_members(line, kSend, entry, complaint)) {
    return false;
  }
  if (entry.has_screen == entry.data.has_value()) {
    complaint = {"screen", entry.has_screen ? "and \"data\" are both said: give one of them"
                                            : "is missing; without it \"data\" is needed"};
    return false;
  }
  if (entry.data) {
    if (entry.data->empty()) {
      complaint = {"data", "is empty: a RU begins with its command byte"};
      return false;
    }
    said_of(body) = SendRecord{std::move(*entry.data), entry.send.response, {}};
  } else {
    said_of(body) = std::move(entry.send);
  }
  return true;
}

struct PrintEntry {
  std::optional<std::string> text{};
  std::optional<tn3270::ByteBuffer> scs{};
  bool end_of_job = false;
};
constexpr std::array<Member<PrintEntry>, 3> kPrint = {{
    {"text", [](JsonValue v, PrintEntry& p, Complaint& c) { return take(v, p.text.emplace(), c); }},
    {"scs",
     [](JsonValue v, PrintEntry& p, Complaint& c) { return take_base64(v, p.scs.emplace(), c); }},
    {"end_of_job",
     [](JsonValue v, PrintEntry& p, Complaint& c) { return take(v, p.end_of_job, c); }},
}};

bool read_print(JsonValue line, RequestBody& body, Complaint& complaint) {
  PrintEntry entry;
  if (!read_members(line, kPrint, entry, complaint)) {
    return false;
  }
  if (entry.text && entry.scs) {
    complaint = {"text", "and \"scs\" are both said: give one of them"};
    return false;
  }
  if (!entry.text && !entry.scs && !entry.end_of_job) {
    complaint = {"text", "is missing; without it \"scs\" or \"end_of_job\" is needed"};
    return false;
  }
  if (entry.scs) {
    said_of(body) = PrintScs{std::move(*entry.scs), entry.end_of_job, {}};
  } else {
    said_of(body) = PrintText{std::move(entry.text).value_or(""), entry.end_of_job, {}};
  }
  return true;
}

using C = CloseSession;
constexpr std::array<Member<C>, 4> kCloseSession = {{
    {"pass_to", [](JsonValue v, C& s, Complaint& c) { return take_name(v, s.pass_to, c); }},
    {"logmode", [](JsonValue v, C& s, Complaint& c) { return take_name(v, s.logmode, c); }},
    {"data", [](JsonValue v, C& s, Complaint& c) { return take_line(v, s.data, c); }},
    {"notice", [](JsonValue v, C& s, Complaint& c) { return take_line(v, s.notice, c); }},
}};

struct CloseEntry {
  std::optional<config::ApplId> application{};
};
constexpr std::array<Member<CloseEntry>, 1> kCloseAcb = {{
    {"applid",
     [](JsonValue v, CloseEntry& e, Complaint& c) { return take_name(v, e.application, c); }},
}};

bool read_close(JsonValue line, RequestBody& body, Complaint& complaint) {
  CloseEntry acb;
  if (!read_members(line, kCloseAcb, acb, complaint)) {
    return false;
  }
  const bool of_session = std::holds_alternative<SessionLine>(body);
  if (of_session == acb.application.has_value()) {
    complaint = {"session", of_session ? "and \"applid\" are both said: close one of them"
                                       : "is missing; without it \"applid\" is needed"};
    return false;
  }
  if (acb.application) {
    body = CloseAcbLine{*acb.application};
    return true;
  }
  return read_members(line, kCloseSession, said_of(body).emplace<CloseSession>(), complaint);
}

struct AcquireEntry {
  std::optional<config::LuName> lu{};
  std::optional<config::ModeName> logmode{};
  bool queue = false;
  std::optional<config::ApplId> application{};
};
using A = AcquireEntry;
constexpr std::array<Member<A>, 4> kAcquire = {{
    {"lu", [](JsonValue v, A& a, Complaint& c) { return take_name(v, a.lu, c); }, true},
    {"logmode", [](JsonValue v, A& a, Complaint& c) { return take_name(v, a.logmode, c); }},
    {"queue", [](JsonValue v, A& a, Complaint& c) { return take(v, a.queue, c); }},
    {"applid", [](JsonValue v, A& a, Complaint& c) { return take_name(v, a.application, c); }},
}};

bool read_acquire(JsonValue line, RequestBody& body, Complaint& complaint) {
  AcquireEntry entry;
  if (!read_members(line, kAcquire, entry, complaint)) {
    return false;
  }
  body = AcquireLine{*entry.lu, entry.logmode, entry.queue, entry.application};
  return true;
}

constexpr std::array<Member<CancelLine>, 1> kCancel = {{
    {"acquire", [](JsonValue v, CancelLine& l, Complaint& c) { return take_id(v, l.acquire, c); },
     true},
}};

bool read_cancel(JsonValue line, RequestBody& body, Complaint& complaint) {
  return read_members(line, kCancel, body.emplace<CancelLine>(), complaint);
}

bool take_n(JsonValue value, PingLine& ping, Complaint& complaint) {
  if (value.kind() != JsonKind::Whole) {
    return complain(value, "a whole number", complaint);
  }
  ping.n = value.whole();
  return true;
}

constexpr std::array<Member<PingLine>, 1> kPing = {{{"n", take_n}}};

bool read_ping(JsonValue line, RequestBody& body, Complaint& complaint) {
  return read_members(line, kPing, body.emplace<PingLine>(), complaint);
}

// What it answers does not matter: it lives.
bool read_pong(JsonValue /*line*/, RequestBody& body, Complaint& /*complaint*/) {
  body = PongLine{};
  return true;
}

using Session = LineType::Session;
constexpr std::array<LineType, 11> kTypes = {{
    {"send", Session::Needed, read_send},
    {"accept", Session::Needed, read_accept},
    {"close", Session::Maybe, read_close},
    {"print", Session::Needed, read_print},
    {"pong", Session::No, read_pong},
    {"reject", Session::Needed, read_reject},
    {"acquire", Session::No, read_acquire},
    {"cancel", Session::No, read_cancel},
    {"ping", Session::No, read_ping},
    {"open", Session::No, read_open},
    {"hello", Session::No, read_hello},
}};

}  // namespace

const LineType* find_line_type(std::string_view name) {
  for (const LineType& type : kTypes) {
    if (type.name == name) {
      return &type;
    }
  }
  return nullptr;
}

std::string known_line_types() {
  std::string all;
  for (const LineType& type : kTypes) {
    all += (all.empty() ? "" : ", ") + std::string(type.name);
  }
  return all;
}

bool take_id(JsonValue value, RequestId& into, Complaint& complaint) {
  if (value.kind() == JsonKind::Whole) {
    into = std::to_string(value.whole());
  } else if (value.kind() == JsonKind::Text) {
    into.clear();
    append_json_text(into, value.text());
  } else {
    return complain(value, "text or a whole number", complaint);
  }
  if (into.size() > config::limits::kRequestId) {
    into.clear();
    complaint.why = "has more than " + std::to_string(config::limits::kRequestId) + " characters";
    return false;
  }
  return true;
}

}  // namespace vtam
