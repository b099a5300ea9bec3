#include "tn3270/protocol/trace_text.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/protocol/terminal_type.h"
#include "tn3270/protocol/trace_words.h"

namespace tn3270 {
namespace {

namespace limits = config::limits;

constexpr std::size_t kColumns = 100;
constexpr std::size_t kDeepest = 60;  // however long the time is, so much is left for words

std::string_view side_text(TraceSide side) {
  return side == TraceSide::Client ? "C>" : "S>";
}

// As much of `word` as `room` has place for, up to a blank if there is one: whole characters, at
// least one.
std::size_t piece_of(std::string_view word, std::size_t room) {
  std::size_t size = std::min(word.size(), std::max<std::size_t>(room, 1));
  if (const auto blank = word.rfind(' ', size);
      size < word.size() && blank != 0 && blank != word.npos) {
    return blank + 1;
  }
  while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return size;
}

// The device's sizes as it named itself, or 24x80.
ScreenSizes sizes_of(const std::optional<DeviceType>& device) {
  return device ? device->sizes() : ScreenSizes{};
}

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

TraceText::TraceText(std::shared_ptr<const CodePage> page)
    : screen_({}, std::move(page), StreamText::Begin::Blank) {}

TraceText::TraceText(std::shared_ptr<const CodePage> page, const Middle& middle)
    : tn3270e_(middle.kind == LinkKind::Tn3270e),
      ready_(middle.ready),
      own_(middle.sizes),
      screen_(middle.sizes, std::move(page), StreamText::Begin::Unknown) {
  client_.skips = middle.client_in_record;
  client_.eor = server_.eor = middle.ready;
}

void TraceText::feed(TraceSide side, Bytes bytes, std::string_view time,
                     std::vector<std::string>& lines) {
  const Turn turn{side, time, lines};
  if (bytes.empty()) {
    return;
  }
  const TraceSide other = side == TraceSide::Client ? TraceSide::Server : TraceSide::Client;
  flush_text({other, time, lines});
  for (;;) {
    if (side == TraceSide::Client && client_follows_) {
      return;  // ClientHello
    }
    if (client_follows_ && server_follows_ && !bytes.empty()) {
      begin_inside_tls(turn);
    }
    const auto event = direction(side).telnet.next(bytes);
    if (!event) {
      return;
    }
    std::visit([&](const auto& one) { take(one, turn); }, *event);
  }
}

void TraceText::begin_inside_tls(const Turn& turn) {
  turn.lines.push_back(std::string(turn.time) + " -- TLS is up, and all begins again inside it");
  client_ = Direction{};
  server_ = Direction{};
  client_follows_ = server_follows_ = false;
  tn3270e_ = ready_ = bound_ = false;
}

void TraceText::take(const TraceTelnet::Data& data, const Turn& turn) {
  Direction& one = direction(turn.side);
  if (one.skips) {
    return;
  }
  if (ready_) {
    const std::size_t room = limits::kTraceRecord - std::min(limits::kTraceRecord, one.data.size());
    const Bytes kept = data.bytes.first(std::min(room, data.bytes.size()));
    one.data.insert(one.data.end(), kept.begin(), kept.end());
    one.beyond += data.bytes.size() - kept.size();
    return;
  }
  for (const std::uint8_t byte : data.bytes) {
    one.data.push_back(byte);
    if (byte == '\n' || one.data.size() == limits::kTraceTextLine) {
      flush_text(turn);
    }
  }
}

void TraceText::take(const TraceTelnet::Command& command, const Turn& turn) {
  if (command.code == telnet::kEor) {
    end_of_record(turn);
    return;
  }
  flush_text(turn);
  std::string words = trace::words(command);
  if (!direction(turn.side).data.empty()) {
    words += " (inside a record)";
  }
  say(turn, {std::move(words)});
}

void TraceText::take(const TraceTelnet::Verb& verb, const Turn& turn) {
  flush_text(turn);
  say(turn, {trace::words(verb)});
  const bool records_flowed = ready_;
  const bool leaves = verb.verb == telnet::Verb::Wont || verb.verb == telnet::Verb::Dont;
  switch (verb.option) {
    case telnet::option::kTn3270e:
      // The client leaves by WONT, the server by DONT; the other two say nothing about records.
      if (verb.verb == (of_client(turn) ? telnet::Verb::Wont : telnet::Verb::Dont)) {
        tn3270e_ = ready_ = false;
      }
      break;
    case telnet::option::kEor:
      direction(turn.side).eor = !leaves;
      ready_ = tn3270e_ ? ready_ : client_.eor && server_.eor;
      break;
    case telnet::option::kBinary:
      ready_ = ready_ && (tn3270e_ || !leaves);
      break;
    default:
      break;
  }
  if (records_flowed && !ready_) {
    screen_.lose_track();
    // What had begun as a record is text now, and is told here whatever the cuts.
    for (const TraceSide side : {TraceSide::Client, TraceSide::Server}) {
      flush_text({side, turn.time, turn.lines});
    }
  }
}

void TraceText::take(const TraceTelnet::Subnegotiation& one, const Turn& turn) {
  flush_text(turn);
  say(turn, {trace::words(one)});
  negotiated(one, turn);
}

void TraceText::negotiated(const TraceTelnet::Subnegotiation& one, const Turn& turn) {
  const Bytes bytes = one.bytes;
  if (one.option == telnet::option::kStartTls && bytes.size() == 1 &&
      bytes[0] == telnet::kFollows) {
    (of_client(turn) ? client_follows_ : server_follows_) = true;
  } else if (one.option == telnet::option::kTerminalType) {
    if (const auto answer = terminal_type::parse(bytes); answer && of_client(turn)) {
      const auto device = DeviceType::from_terminal_type(answer->type);
      own_ = sizes_of(device);
      printer_ = device && device->printer();
      screen_.set_sizes(own_);
    }
  } else if (one.option == telnet::option::kTn3270e && bytes.size() >= 2) {
    constexpr std::uint8_t kDeviceType = 0x02;
    constexpr std::uint8_t kFunctions = 0x03;
    constexpr std::uint8_t kIs = 0x04;
    if (bytes[0] == kFunctions && bytes[1] == kIs) {
      tn3270e_ = ready_ = true;
    } else if (bytes[0] == kDeviceType && bytes[1] == kIs) {
      const Bytes rest = bytes.subspan(2);
      const auto end = std::find_if(rest.begin(), rest.end(), [](auto byte) { return byte <= 1; });
      const auto device = DeviceType::from_tn3270e(
          text_of(rest.first(static_cast<std::size_t>(end - rest.begin()))));
      own_ = sizes_of(device);
      printer_ = device && device->printer();
      screen_.set_sizes(own_);
    }
  }
}

// Text before 3270 mode: to the end of a line, or of what this side has to say.
void TraceText::flush_text(const Turn& turn) {
  Direction& one = direction(turn.side);
  if (ready_ || one.data.empty()) {
    return;
  }
  const ByteBuffer text = std::exchange(one.data, {});
  if (of_client(turn)) {
    const RecordText told = screen_.inbound_unreadable(text);
    if (std::find(told.hidden.begin(), told.hidden.end(), true) != told.hidden.end()) {
      say(turn, {"TEXT", hidden_words(text.size())});
      return;
    }
  }
  say(turn, {"TEXT \"" + trace::printable(text) + "\""});
}

// The first line has time and side, the others their place left blank.
void TraceText::say(const Turn& turn, const std::vector<std::string>& words) const {
  std::string line = std::string(turn.time) + " " + std::string(side_text(turn.side));
  const std::string indent(std::min(line.size(), kColumns - kDeepest) + 1, ' ');
  std::size_t of_line = 0;
  for (const std::string& word : words) {
    std::string_view rest = word;
    while (!rest.empty()) {
      const bool fits = line.size() + 1 + rest.size() <= kColumns;
      if (!fits && of_line > 0) {
        turn.lines.push_back(std::move(line));
        line = indent;
        of_line = 0;
        continue;
      }
      const std::size_t size = piece_of(rest, kColumns - std::min(line.size() + 1, kDeepest));
      line += of_line > 0 || line.back() != ' ' ? " " : "";
      line += rest.substr(0, size);
      rest = rest.substr(size);
      if (!rest.empty() && line.back() == ' ') {
        line.pop_back();
      }
      ++of_line;
    }
  }
  turn.lines.push_back(std::move(line));
}

void TraceText::show(const Turn& turn, Bytes bytes, const ByteMask& hidden) const {
  const std::string indent(std::min(turn.time.size() + 3, kColumns - kDeepest) + 1, ' ');
  for (const std::string& line : hex_lines(bytes, hidden, screen_.page())) {
    turn.lines.push_back(indent + line);
  }
}

}  // namespace tn3270
