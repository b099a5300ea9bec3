#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/names.h"
#include "config/time.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/trace_text.h"
#include "tn3270/server/reactor/message.h"
#include "tn3270/server/reactor/slot.h"
#include "tn3270/server/wall_clock.h"

namespace server {

// The traces of one reactor's LUs. It sees what was read and what is written, in clear also where
// TLS is; while no trace runs it costs its owner the question on(), once for each. A trace follows
// its LU from client to client. So that it shows a logon from the first byte, connections that have
// no LU yet keep what they negotiate while any trace runs, bounded by limits::kTraceNegotiation and
// kTraceConnections.
class SessionTracer {
 public:
  explicit SessionTracer(WallClock time_of_day) : time_of_day_(std::move(time_of_day)) {}

  [[nodiscard]] bool on() const { return !traces_.empty(); }

  void begin(const TraceBegin& wanted, const std::deque<Slot>& slots, config::Instant now);
  void end(const TraceEnd& unwanted);

  // Bytes of a slot's connection. REQUIRES: the slot has a link.
  void received(std::uint32_t index, const Slot& slot, tn3270::Bytes bytes, config::Instant now) {
    see(index, slot, tn3270::TraceSide::Client, bytes, now);
  }
  void sent(std::uint32_t index, const Slot& slot, tn3270::Bytes bytes, config::Instant now) {
    see(index, slot, tn3270::TraceSide::Server, bytes, now);
  }
  // The slot has no link any more; `last` is still being written. May be said more than once.
  void gone(std::uint32_t index, const Slot& slot, tn3270::Bytes last, config::Instant now);

 private:
  // A connection that is being traced.
  struct Watched {
    std::uint32_t slot;
    std::uint32_t generation;
    tn3270::TraceText text;
  };
  struct Trace {
    std::uint64_t number;
    config::LuName lu;
    std::function<void(std::vector<std::string>)> put;
    std::optional<Watched> watched;
  };
  struct Chunk {
    tn3270::TraceSide side;
    config::Instant when;
    tn3270::ByteBuffer bytes;
  };
  // What a connection without a LU has said and heard.
  struct Negotiated {
    std::uint32_t generation = 0;
    std::size_t bytes = 0;
    bool whole = true;  // from its first byte
    std::vector<Chunk> chunks;
  };

  void see(std::uint32_t index, const Slot& slot, tn3270::TraceSide side, tn3270::Bytes bytes,
           config::Instant now);
  void keep(std::uint32_t index, const Slot& slot, Chunk chunk);
  [[nodiscard]] static bool watches(const Trace& trace, std::uint32_t index, const Slot& slot);
  // Begins to watch the slot that has the LU, with what it has negotiated if that is whole.
  void watch(Trace& trace, std::uint32_t index, const Slot& slot, config::Instant now);
  void tell(Trace& trace, tn3270::TraceSide side, tn3270::Bytes bytes, config::Instant when,
            config::Instant now) const;
  void note(const Trace& trace, const std::string& text, config::Instant now) const;

  WallClock time_of_day_;
  std::vector<Trace> traces_;
  std::map<std::uint32_t, Negotiated> negotiated_;  // by slot
};

}  // namespace server
