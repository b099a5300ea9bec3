#include "tn3270/server/hall_backend.h"

#include <unordered_map>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/peer.h"
#include "tn3270/server/trace_queue.h"
#include "tn3270/server/trace_stream.h"
#include "tn3270/server/wall_clock.h"
#include "vtam/operator_text.h"

namespace server {
namespace {

// What the session knows replaces what the definition said.
void merge_live(LuView& row, LuView&& live) {
  live.type = std::move(row.type);
  live.server = std::move(row.server);
  live.group = std::move(row.group);
  if (live.application.empty()) {
    live.application = std::move(row.application);
  }
  row = std::move(live);
}

// Waits for all reactors' rows; lives on the admin thread, by the closures that hold it.
struct Gathering {
  std::vector<LuView> rows;
  std::unordered_map<config::LuName, std::size_t> by_name;
  std::size_t missing = 0;
  std::function<void(std::vector<LuView>)> answer;

  void add(std::vector<LuView>&& live) {
    for (LuView& one : live) {
      if (const auto found = by_name.find(one.name); found != by_name.end()) {
        merge_live(rows[found->second], std::move(one));
      }
    }
    if (--missing == 0) {
      answer(std::move(rows));
    }
  }
};

CommandRefused unknown_lu(config::LuName name) {
  return {true, "UNKNOWN-LU", name.text() + " is not the name of a LU here"};
}

LuView static_view(const vtam::LuEntry& entry, const config::Config& config) {
  const config::LuSettings& settings = *entry.settings;
  LuView view{settings.name};
  view.type = config::text(settings.type);
  view.server = config.servers.at(entry.partition).name;
  view.group = settings.group ? settings.group->text() : "";
  view.state = vtam::text(entry.state);
  view.application = settings.application ? settings.application->text() : "";
  view.rule = entry.why_inactive;
  if (entry.kept_for && entry.kept_until > steady_now()) {
    view.rule = "kept for its last client, " + Peer::at(*entry.kept_for).address_text();
  }
  return view;
}

}  // namespace

HallBackend::HallBackend(CurrentNetwork& network, Guarded<vtam::Directory>& directory,
                         std::vector<std::unique_ptr<Reactor>>& reactors)
    : network_(network), directory_(directory), reactors_(reactors) {}

void HallBackend::lus(std::function<void(std::vector<LuView>)> answer) {
  const std::vector<vtam::LuEntry> entries =
      directory_.with([](vtam::Directory& directory) { return directory.entries(); });
  const vtam::NetworkPtr network = network_.current();
  const auto gathering = std::make_shared<Gathering>();
  gathering->missing = reactors_.size();
  gathering->answer = std::move(answer);
  gathering->rows.reserve(entries.size());
  for (const vtam::LuEntry& entry : entries) {
    if (entry.holder) {
      gathering->by_name.emplace(entry.settings->name, gathering->rows.size());
    }
    gathering->rows.push_back(static_view(entry, network->config()));
  }
  for (const auto& reactor : reactors_) {
    reactor->post(ViewsWanted{std::nullopt, [this, gathering](std::vector<LuView> live) {
                                post_admin_([gathering, rows = std::move(live)]() mutable {
                                  gathering->add(std::move(rows));
                                });
                              }});
  }
}

void HallBackend::lu(config::LuName name, std::function<void(std::optional<LuView>)> answer) {
  const auto entry =
      directory_.with([&](vtam::Directory& directory) { return directory.find(name); });
  if (!entry) {
    answer(std::nullopt);
    return;
  }
  LuView row = static_view(*entry, network_.current()->config());
  if (!entry->holder) {
    answer(std::move(row));
    return;
  }
  reactors_.at(entry->holder->reactor)
      ->post(ViewsWanted{entry->holder, [this, row = std::move(row), answer = std::move(answer)](
                                            std::vector<LuView> live) mutable {
                           if (!live.empty()) {
                             merge_live(row, std::move(live.front()));
                           }
                           post_admin_([answer, row = std::move(row)] { answer(row); });
                         }});
}

void HallBackend::operate(OperatorVerb verb, const vtam::LuEntry& entry,
                          std::function<void(CommandAnswer)> answer) {
  reactors_.at(entry.holder->reactor)
      ->post(Operate{verb, *entry.holder, entry.settings->name,
                     [this, answer = std::move(answer)](CommandAnswer done) {
                       post_admin_([answer, done = std::move(done)] { answer(done); });
                     }});
}

void HallBackend::kill(config::LuName name, std::function<void(CommandAnswer)> answer) {
  const auto entry =
      directory_.with([&](vtam::Directory& directory) { return directory.find(name); });
  if (!entry) {
    answer(unknown_lu(name));
  } else if (const auto refusal = vtam::refuse_kill(*entry)) {
    answer(CommandRefused{false, refusal->rule, refusal->text});
  } else {
    operate(OperatorVerb::Kill, *entry, std::move(answer));
  }
}

void HallBackend::react(config::LuName name, std::function<void(CommandAnswer)> answer) {
  const auto entry =
      directory_.with([&](vtam::Directory& directory) { return directory.find(name); });
  if (!entry) {
    answer(unknown_lu(name));
  } else if (const auto refusal = vtam::refuse_react(*entry)) {
    answer(CommandRefused{false, refusal->rule, refusal->text});
  } else if (entry->holder) {
    operate(OperatorVerb::React, *entry, std::move(answer));
  } else {
    // Nobody holds it: closing and opening its ACB changes nothing that could be seen, except that
    // it is kept for nobody.
    directory_.with([&](vtam::Directory& directory) { return directory.end_keeping(name); });
    const std::string state = vtam::text(entry->state);
    answer(CommandDone{name, state, state});
  }
}

void HallBackend::post_all(const MessageToAll& message) {
  for (const auto& reactor : reactors_) {
    std::visit([&](const auto& one) { reactor->post(one); }, message);
  }
}

void HallBackend::trace(config::LuName name, config::Ticks time,
                        std::function<void(TraceAnswer)> answer) {
  const auto entry =
      directory_.with([&](vtam::Directory& directory) { return directory.find(name); });
  if (!entry) {
    return answer(TraceRefused::UnknownLu);
  }
  if (traces_ == config::limits::kTraces) {
    return answer(TraceRefused::TooMany);
  }
  ++traces_;
  const auto queue = std::make_shared<TraceQueue>();
  const config::Instant now = steady_now();
  queue->put({"-- trace of " + name.text() + ", " + vtam::text(entry->state) + ", begun at " +
              system_wall_clock()(now, now)});
  const std::uint64_t number = ++trace_numbers_;
  post_all(TraceBegin{number, name,
                      [queue](std::vector<std::string> lines) { queue->put(std::move(lines)); }});
  TraceStream::Surroundings around;
  around.wake_with = [queue](std::function<void()> wake) { queue->wake_with(std::move(wake)); };
  around.take = [queue](std::size_t most, std::string& out) { queue->take(most, out); };
  around.clock = steady_now;
  around.ended = [this, number] {
    --traces_;
    post_all(TraceEnd{number});
  };
  answer(std::make_unique<TraceStream>(std::move(around), now + time));
}

std::vector<ProxyView> HallBackend::proxies() {
  return proxies_ == nullptr ? std::vector<ProxyView>{} : proxies_->views();
}

void HallBackend::reload(std::function<void(ReloadViews)> answer) {
  reloader_([this, answer = std::move(answer)](ReloadViews outcomes) {
    post_admin_([answer, outcomes = std::move(outcomes)] { answer(outcomes); });
  });
}

bool HallBackend::healthy() {
  const config::Instant now = steady_now();
  for (const auto& reactor : reactors_) {
    if (now - reactor->heartbeat() > config::limits::kReactorSilence) {
      return false;
    }
  }
  if (spooler_ != nullptr && now - spooler_->heartbeat() > config::limits::kReactorSilence) {
    return false;
  }
  return application_socket_ == nullptr ||
         now - application_socket_->heartbeat() <= config::limits::kReactorSilence;
}

}  // namespace server
