#include "tn3270/server/reactor/session_tracer.h"

#include <algorithm>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/datastream/code_page.h"

namespace server {
namespace {

namespace limits = config::limits;

std::string client_of(const Slot& slot) {
  return slot.peer.text() + ", " + slot.device.name();
}

std::shared_ptr<const tn3270::CodePage> page_of(const Slot& slot) {
  auto page = tn3270::CodePage::open(slot.session->code_page());
  return page ? page : tn3270::cp037();
}

tn3270::TraceText::Middle middle_of(const Slot& slot) {
  tn3270::TraceText::Middle middle;
  middle.kind = slot.link->kind();
  middle.ready = slot.link->phase() == tn3270::LinkPhase::Ready;
  middle.sizes = slot.session->logmode() ? slot.session->screen() : slot.device.sizes();
  middle.client_in_record = middle.ready && slot.link->unfinished();
  return middle;
}

}  // namespace

void SessionTracer::begin(const TraceBegin& wanted, const std::deque<Slot>& slots,
                          config::Instant now) {
  Trace& trace = traces_.emplace_back(Trace{wanted.number, wanted.lu, wanted.put, std::nullopt});
  for (std::uint32_t index = 0; index < slots.size(); ++index) {
    const Slot& slot = slots[index];
    if (slot.used && slot.link && slot.session && slot.session->lu() == trace.lu) {
      watch(trace, index, slot, now);
    }
  }
}

void SessionTracer::end(const TraceEnd& unwanted) {
  traces_.erase(std::remove_if(traces_.begin(), traces_.end(),
                               [&](const Trace& trace) { return trace.number == unwanted.number; }),
                traces_.end());
  if (traces_.empty()) {
    negotiated_.clear();
  }
}

void SessionTracer::see(std::uint32_t index, const Slot& slot, tn3270::TraceSide side,
                        tn3270::Bytes bytes, config::Instant now) {
  if (!slot.session) {
    keep(index, slot, {side, now, tn3270::ByteBuffer(bytes.begin(), bytes.end())});
    return;
  }
  for (Trace& trace : traces_) {
    if (trace.lu != slot.session->lu()) {
      continue;
    }
    if (!watches(trace, index, slot)) {
      watch(trace, index, slot, now);
    }
    tell(trace, side, bytes, now, now);
  }
  negotiated_.erase(index);
}

void SessionTracer::keep(std::uint32_t index, const Slot& slot, Chunk chunk) {
  auto found = negotiated_.find(index);
  if (found == negotiated_.end() || found->second.generation != slot.generation) {
    if (found == negotiated_.end() && negotiated_.size() == limits::kTraceConnections) {
      return;
    }
    Negotiated fresh;
    fresh.generation = slot.generation;
    fresh.whole = slot.bytes_in == 0 && slot.bytes_out == 0;
    found = negotiated_.insert_or_assign(index, std::move(fresh)).first;
  }
  Negotiated& one = found->second;
  one.bytes += chunk.bytes.size();
  one.whole = one.whole && one.bytes <= limits::kTraceNegotiation;
  if (one.whole) {
    one.chunks.push_back(std::move(chunk));
  } else {
    one.chunks = {};
  }
}

bool SessionTracer::watches(const Trace& trace, std::uint32_t index, const Slot& slot) {
  return trace.watched && trace.watched->slot == index &&
         trace.watched->generation == slot.generation;
}

void SessionTracer::watch(Trace& trace, std::uint32_t index, const Slot& slot,
                          config::Instant now) {
  const auto found = negotiated_.find(index);
  if (found != negotiated_.end() && found->second.generation == slot.generation &&
      found->second.whole) {
    trace.watched.emplace(Watched{index, slot.generation, tn3270::TraceText(page_of(slot))});
    for (const Chunk& chunk : found->second.chunks) {
      tell(trace, chunk.side, chunk.bytes, chunk.when, now);
    }
    note(trace, trace.lu.text() + " goes to " + client_of(slot), now);
    return;
  }
  note(trace,
       trace.lu.text() + " is with " + client_of(slot) +
           "; what it types is hidden until the next erase of its screen",
       now);
  trace.watched.emplace(
      Watched{index, slot.generation, tn3270::TraceText(page_of(slot), middle_of(slot))});
}

void SessionTracer::tell(Trace& trace, tn3270::TraceSide side, tn3270::Bytes bytes,
                         config::Instant when, config::Instant now) const {
  std::vector<std::string> lines;
  try {
    trace.watched->text.feed(side, bytes, time_of_day_(now, when), lines);
  } catch (const config::BrokenInvariant& broken) {
    // Whoever is watched does not suffer for it.
    lines.push_back(std::string("-- a fault of tn3270d in this trace, please report it: ") +
                    broken.what());
  }
  trace.put(std::move(lines));
}

void SessionTracer::gone(std::uint32_t index, const Slot& slot, tn3270::Bytes last,
                         config::Instant now) {
  for (Trace& trace : traces_) {
    if (watches(trace, index, slot)) {
      tell(trace, tn3270::TraceSide::Server, last, now, now);
      note(trace, "the connection of " + trace.lu.text() + " has ended", now);
      trace.watched.reset();
    }
  }
  negotiated_.erase(index);
}

void SessionTracer::note(const Trace& trace, const std::string& text, config::Instant now) const {
  trace.put({time_of_day_(now, now) + " -- " + text});
}

}  // namespace server
