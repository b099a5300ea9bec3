#include "tn3270/server/hosts/host_lines.h"

#include <algorithm>
#include <asio/post.hpp>

#include "tn3270/server/wall_clock.h"

namespace server {

HostLines::HostLines(asio::io_context& context, Surroundings around)
    : context_(context), around_(std::move(around)), timer_(context) {
  scratch_.read = around_.scratch;
}

HostLines::~HostLines() = default;

HostLines::Entry* HostLines::find(const vtam::SessionKey& key) {
  const auto found = lines_.find(key);
  return found == lines_.end() ? nullptr : &found->second;
}

template <class Step>
void HostLines::work(const vtam::SessionKey& key, Step step) {
  Entry* entry = find(key);
  if (entry == nullptr) {
    return;
  }
  HostLine::Heard heard;
  HostLine& line = *entry->line;
  const config::Instant now = steady_now();
  step(line, now, heard);
  if (line.broken() && !line.over()) {
    line.tell_fault(now, heard);
  }
  if (line.over()) {
    unwatch(*entry);
    bury(std::move(entry->line));
    lines_.erase(key);
  } else {
    watch_time(*entry);
  }
  if (!heard.empty()) {
    around_.tell(key, heard);
  }
  if (Entry* still = find(key)) {
    wait(*still);
  }
}

void HostLines::call(const HostCaller& caller, config::Instant now) {
  HostGate* gate = around_.gate(caller.application);
  const vtam::SessionKey key = caller.key;
  if (gate == nullptr || lines_.contains(key)) {
    return;
  }
  Entry entry;
  entry.line = std::make_unique<HostLine>(context_, *gate, caller, *around_.timing, now);
  lines_.emplace(key, std::move(entry));
  asio::post(context_, [this, key] { turn_has_come(key); });
}

void HostLines::turn_has_come(const vtam::SessionKey& key) {
  work(key, [&](HostLine& line, config::Instant now, HostLine::Heard& heard) {
    line.enter(scratch_, now, heard);
  });
}

void HostLines::say(const vtam::SessionKey& key, vtam::HostWish wish, config::Instant now) {
  Entry* entry = find(key);
  if (entry == nullptr || entry->line->broken()) {
    return;
  }
  entry->line->say(std::move(wish), scratch_, now);
  if (entry->line->broken()) {
    asio::post(context_,
               [this, key] { work(key, [](HostLine&, config::Instant, HostLine::Heard&) {}); });
  } else {
    wait_writable(*entry);
  }
}

void HostLines::forget(const vtam::SessionKey& key, config::Instant now) {
  if (Entry* entry = find(key)) {
    entry->line->close(now);
    unwatch(*entry);
    bury(std::move(entry->line));
    lines_.erase(key);
  }
}

std::optional<HostSeat> HostLines::seat(const vtam::SessionKey& key) const {
  const auto found = lines_.find(key);
  if (found == lines_.end() || !found->second.line->up()) {
    return std::nullopt;
  }
  return found->second.line->seat();
}

void HostLines::bury(std::unique_ptr<HostLine> line) {
  buried_.push_back(std::move(line));
  if (buried_.size() == 1) {
    asio::post(context_, [this] { buried_.clear(); });
  }
}

void HostLines::go_on(const vtam::SessionKey& key) {
  if (Entry* entry = find(key)) {
    wait_readable(*entry);
  }
}

void HostLines::wait(Entry& entry) {
  wait_readable(entry);
  wait_writable(entry);
}

void HostLines::wait_readable(Entry& entry) {
  HostLine& line = *entry.line;
  Descriptor* socket = line.socket();
  if (socket == nullptr || line.reads || !line.wants_read() ||
      (line.up() && !around_.may_read(line.key()))) {
    return;
  }
  line.reads = true;
  socket->async_wait(Descriptor::wait_read, [this, key = line.key(), attempt = line.attempt()](
                                                const std::error_code& error) {
    Entry* its = error ? nullptr : find(key);
    if (its == nullptr || its->line->attempt() != attempt) {
      return;
    }
    its->line->reads = false;
    work(key, [&](HostLine& one, config::Instant now, HostLine::Heard& heard) {
      one.readable(scratch_, now, heard);
    });
  });
}

void HostLines::wait_writable(Entry& entry) {
  HostLine& line = *entry.line;
  Descriptor* socket = line.socket();
  if (socket == nullptr || line.writes || !line.wants_write()) {
    return;
  }
  line.writes = true;
  socket->async_wait(Descriptor::wait_write, [this, key = line.key(), attempt = line.attempt()](
                                                 const std::error_code& error) {
    Entry* its = error ? nullptr : find(key);
    if (its == nullptr || its->line->attempt() != attempt) {
      return;
    }
    its->line->writes = false;
    work(key, [&](HostLine& one, config::Instant now, HostLine::Heard& heard) {
      one.writable(scratch_, now, heard);
    });
  });
}

// A line that is up has nothing to be in time for.
void HostLines::watch_time(Entry& entry) {
  const HostLine& line = *entry.line;
  if (line.up()) {
    unwatch(entry);
    return;
  }
  const config::Instant due = std::min(line.deadline(), line.ask_again().value_or(line.deadline()));
  if (!entry.due || (*entry.due)->first != due) {
    unwatch(entry);
    entry.due = due_.emplace(due, line.key());
    watch_clock();
  }
}

void HostLines::unwatch(Entry& entry) {
  if (entry.due) {
    due_.erase(*entry.due);
    entry.due.reset();
  }
}

void HostLines::watch_clock() {
  if (due_.empty()) {
    return;
  }
  timer_.expires_at(std::chrono::steady_clock::time_point(due_.begin()->first.time_since_epoch()));
  timer_.async_wait([this](const std::error_code& error) {
    if (!error) {
      on_clock();
    }
  });
}

void HostLines::on_clock() {
  const config::Instant now = steady_now();
  while (!due_.empty() && due_.begin()->first <= now) {
    const vtam::SessionKey key = due_.begin()->second;
    unwatch(*find(key));
    work(key, [&](HostLine& line, config::Instant at, HostLine::Heard& heard) {
      if (line.deadline() <= at) {
        line.too_late(at, heard);
      } else {
        line.enter(scratch_, at, heard);
      }
    });
  }
  watch_clock();
}

}  // namespace server
