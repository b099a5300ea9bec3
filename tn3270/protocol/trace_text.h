#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/screen_size.h"
#include "tn3270/datastream/stream_text.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/record_header.h"
#include "tn3270/protocol/trace_telnet.h"

namespace tn3270 {

enum class TraceSide : std::uint8_t { Client, Server };

// One connection's bytes as lines for people: negotiation by name, records with their header,
// orders and fields in words, then the bytes in hex. It watches both sides and takes part in
// nothing: what is wrong is said and the trace goes on. Passwords are kept out of it (StreamText).
// Lines do not depend on how the bytes are cut. Bounded: limits::kTraceRecord a direction.
class TraceText {
 public:
  // From the connection's first byte.
  explicit TraceText(std::shared_ptr<const CodePage> page);

  // From the middle of a connection: as its link and session are.
  struct Middle {
    LinkKind kind = LinkKind::Tn3270e;
    bool ready = false;  // records flow
    ScreenSizes sizes{};
    bool client_in_record = false;  // what comes next of the client is the rest of a record
  };
  TraceText(std::shared_ptr<const CodePage> page, const Middle& middle);

  // Appends the lines of what is complete. `time` stands before each of them.
  void feed(TraceSide side, Bytes bytes, std::string_view time, std::vector<std::string>& lines);

 private:
  struct Direction {
    TraceTelnet telnet;
    ByteBuffer data;         // a record or a line of text that has begun
    std::size_t beyond = 0;  // bytes of it that were not kept
    bool skips = false;      // up to the end of a record that began before the trace
    bool eor = false;        // has said WILL or DO EOR
  };
  struct Turn {
    TraceSide side;
    std::string_view time;
    std::vector<std::string>& lines;
  };

  void take(const TraceTelnet::Data& data, const Turn& turn);
  void take(const TraceTelnet::Verb& verb, const Turn& turn);
  void take(const TraceTelnet::Command& command, const Turn& turn);
  void take(const TraceTelnet::Subnegotiation& one, const Turn& turn);
  void negotiated(const TraceTelnet::Subnegotiation& one, const Turn& turn);
  void begin_inside_tls(const Turn& turn);

  void flush_text(const Turn& turn);
  void end_of_record(const Turn& turn);
  [[nodiscard]] RecordText tn3270e_record(Bytes record, const Turn& turn);
  [[nodiscard]] RecordText header_told(const RecordHeader& header, Bytes data, const Turn& turn);
  [[nodiscard]] RecordText classic_record(Bytes record, const Turn& turn);
  [[nodiscard]] RecordText screen_record(Bytes record, const Turn& turn);
  [[nodiscard]] RecordText plain_record(Bytes record, const Turn& turn);
  void bound(Bytes image);
  void size_said(Bytes query_replies);

  [[nodiscard]] Direction& direction(TraceSide side) {
    return side == TraceSide::Client ? client_ : server_;
  }
  [[nodiscard]] static bool of_client(const Turn& turn) { return turn.side == TraceSide::Client; }
  void say(const Turn& turn, const std::vector<std::string>& words) const;
  void show(const Turn& turn, Bytes bytes, const ByteMask& hidden) const;

  Direction client_;
  Direction server_;
  bool tn3270e_ = false;
  bool ready_ = false;  // records flow; before that data is text
  bool printer_ = false;
  bool client_follows_ = false;  // STARTTLS: what it sends now is for TLS
  bool server_follows_ = false;
  ScreenSizes own_;     // of the terminal, without a BIND
  bool bound_ = false;  // a BIND has said sizes
  StreamText screen_;
};

}  // namespace tn3270
