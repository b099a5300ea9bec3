#include <algorithm>
#include <utility>

#include "vtam/acb/desk_state.h"
#include "vtam/logon_request.h"
#include "vtam/sense.h"

// OPNDST ACQUIRE and SIMLOGON: one queue for each LU, first in, first out.
namespace vtam {
namespace {

using Stage = DeskAcquire::Stage;

No refuse_with(const char* rule, std::string why, const AcquireLine& line, std::uint32_t code = 0) {
  return No{{.rule = rule, .why = std::move(why), .lu = line.lu.text(), .sense = code}};
}

std::string in_seconds(config::Ticks ticks) {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(ticks);
  return std::to_string(whole.count()) + " s";
}

bool is_lu(const Network& network, config::LuName lu) {
  const Application* const row = network.find(config::appl_of(lu));
  return row != nullptr && row->lu == lu;
}

}  // namespace

Verdict Desk::State::take(Turn& turn, const Request& request, AcquireLine& line) {
  DeskConnection& from = turn.from;
  if (!line.application && from.acbs.size() > 1) {
    return refuse_with("WHICH-APPLID", "several ACBs are open: say which one by applid", line);
  }
  const DeskAcb* const acb = acb_for(from, line.application);
  if (acb == nullptr) {
    return refuse_with("NOT-OPEN",
                       line.application
                           ? "this connection has not opened " + line.application->text()
                           : "no ACB is open: open one first",
                       line);
  }
  if (const auto refusal = judge_acquire(turn.network, acb->row)) {
    return refuse_with("NOT-AUTHORISED", refusal->text, line, refusal->sense);
  }
  if (!is_lu(turn.network, line.lu)) {
    return refuse_with("LU-UNKNOWN", line.lu.text() + " is no LU of this server", line,
                       sense::kUnknownName);
  }
  if (from.acquires.size() >= config::limits::kAcquiresPerConnection) {
    return refuse_with("TOO-MANY-ACQUIRES",
                       "one connection can have " +
                           std::to_string(config::limits::kAcquiresPerConnection) +
                           " acquires waiting",
                       line, sense::kInsufficientResource);
  }
  for (const AcquireId waiting : from.acquires) {
    if (!request.id.empty() && acquires.at(waiting).id == request.id) {
      return refuse_with("ID-IN-USE", "an acquire with this id waits already", line);
    }
  }
  const AcquireId number = ++last_acquire;
  DeskAcquire acquire{.acb = acb->id, .connection = from.id, .line = line, .id = request.id};
  acquire.since = now;
  acquires.emplace(number, std::move(acquire));
  from.acquires.push_back(number);
  std::set<AcquireId>& queue = wanted[line.lu];
  queue.insert(number);
  if (*queue.begin() == number) {
    ask_for(number, turn.outcomes);
  }
  return std::nullopt;
}

Verdict Desk::State::take(Turn& turn, const Request& /*request*/, CancelLine& cancel) {
  const std::vector<AcquireId>& mine = turn.from.acquires;
  const auto found = std::find_if(mine.begin(), mine.end(), [&](AcquireId number) {
    return acquires.at(number).id == cancel.acquire;
  });
  if (found == mine.end()) {
    return No{
        {.rule = "NO-SUCH-ACQUIRE", .why = "no acquire with this id waits", .field = "acquire"}};
  }
  const AcquireId number = *found;
  refuse_acquire(number, {.rule = "CANCELLED", .why = "cancelled, as you asked"}, turn.outcomes);
  withdraw(number, turn.outcomes);
  return std::nullopt;
}

void Desk::State::ask_for(AcquireId number, DeskOutcomes& outcomes) {
  DeskAcquire& acquire = acquires.at(number);
  acquire.stage = Stage::Asked;
  outcomes.emplace_back(AcquireLu{number, acquire.acb, acbs.at(acquire.acb).row, acquire.line.lu,
                                  acquire.line.logmode});
}

DeskAcquire Desk::State::drop_acquire(AcquireId number, DeskOutcomes& outcomes) {
  const auto found = acquires.find(number);
  DeskAcquire acquire = std::move(found->second);
  acquires.erase(found);
  std::vector<AcquireId>& mine = connections.at(acquire.connection).acquires;
  mine.erase(std::find(mine.begin(), mine.end(), number));
  std::set<AcquireId>& queue = wanted.at(acquire.line.lu);
  queue.erase(number);
  if (queue.empty()) {
    wanted.erase(acquire.line.lu);
  } else if (acquire.stage != Stage::Queued) {
    ask_for(*queue.begin(), outcomes);
  }
  return acquire;
}

void Desk::State::withdraw(AcquireId number, DeskOutcomes& outcomes) {
  const DeskAcquire& acquire = acquires.at(number);
  if (acquire.stage == Stage::Asked || acquire.stage == Stage::Waiting) {
    outcomes.emplace_back(CancelAcquire{number, acquire.line.lu});
  }
  drop_acquire(number, outcomes);
}

void Desk::State::refuse_acquire(AcquireId number, Refusal refusal, DeskOutcomes& outcomes) {
  const DeskAcquire& acquire = acquires.at(number);
  refusal.of = "acquire";
  refusal.id = acquire.id;
  refusal.lu = acquire.line.lu.text();
  put_line(acquire.connection, line_of(refusal), outcomes);
}

void Desk::heard(const AcquireNews& news, config::Instant now, DeskOutcomes& outcomes) {
  state_->now = now;
  const auto found = state_->acquires.find(news.acquire);
  if (found == state_->acquires.end()) {
    return;  // it was cancelled meanwhile
  }
  DeskAcquire& acquire = found->second;
  const std::string lu = acquire.line.lu.text();
  if (news.what == AcquireNews::What::Waiting) {
    acquire.stage = Stage::Waiting;
    acquire.since = now;
    acquire.holder = news.why;
    return;
  }
  if (news.what == AcquireNews::What::NoClient && acquire.line.queue) {
    acquire.stage = Stage::Absent;
    acquire.since = now;
    return;
  }
  Refusal refusal{.rule = "NOT-ACQUIRED", .why = news.why, .sense = news.sense};
  if (news.what == AcquireNews::What::NoClient) {
    refusal.rule = "NO-CLIENT";
    refusal.why = news.why.empty() ? lu + " has no client" : news.why;
    refusal.sense = news.sense == 0 ? sense::kSluInactive : news.sense;
  }
  state_->refuse_acquire(news.acquire, std::move(refusal), outcomes);
  state_->drop_acquire(news.acquire, outcomes);
}

void Desk::State::look_at_acquire(AcquireId number, DeskOutcomes& outcomes) {
  const DeskAcquire& acquire = acquires.at(number);
  if (acquire.stage == Stage::Absent) {
    if (now - acquire.since >= config::limits::kAcquireAgain) {
      ask_for(number, outcomes);
    }
    return;
  }
  if (acquire.line.queue || now - acquire.since < settings.release) {
    return;
  }
  const std::string within = " within " + in_seconds(settings.release);
  const std::string lu = acquire.line.lu.text();
  std::string why = lu + " was not free" + within;
  if (acquire.stage == Stage::Queued) {
    why += ": others have asked for it before";
  } else if (!acquire.holder.empty()) {
    why = lu + " is held by " + acquire.holder + ", which has not released it" + within;
  }
  refuse_acquire(number, {.rule = "NOT-RELEASED", .why = why, .sense = sense::kSessionLimit},
                 outcomes);
  withdraw(number, outcomes);
}

}  // namespace vtam
