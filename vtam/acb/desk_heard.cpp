#include <algorithm>
#include <utility>

#include "vtam/acb/desk_state.h"

// What sessions tell their applications.
namespace vtam {

void Desk::heard(AcbEvent event, config::Instant now, DeskOutcomes& outcomes) {
  state_->now = now;
  if (const auto* const begun = std::get_if<SessionBegun>(&event.heard)) {
    state_->begun(event, *begun, outcomes);
    return;
  }
  const auto found = state_->sessions.find(event.key);
  if (found == state_->sessions.end() || found->second.lost) {
    return;  // nothing follows `lost`, `closed` and the end of an ACB
  }
  if (const auto* const lost = std::get_if<SessionLost>(&event.heard)) {
    state_->lost(event.key, found->second, *lost, outcomes);
    return;
  }
  state_->tell(event.key, found->second, event.heard, outcomes);
}

void Desk::State::begun(const AcbEvent& event, const SessionBegun& begun, DeskOutcomes& outcomes) {
  const auto acb = acbs.find(event.acb);
  const bool unwanted = begun.acquire != 0 && !acquires.contains(begun.acquire);
  if (acb == acbs.end() || unwanted) {
    // The ACB was closed, or the acquire was cancelled, while this came: the LU is let go.
    outcomes.emplace_back(TellSession{event.key, CloseSession{}});
    return;
  }
  supersede(event.key, begun.lu, outcomes);
  DeskSession session{.acb = event.acb,
                      .connection = acb->second.connection,
                      .lu = begun.lu,
                      .mode = acb->second.mode,
                      .printer = begun.printer,
                      .accepted = begun.acquire != 0};
  sessions.insert_or_assign(event.key, std::move(session));
  session_of_lu.insert_or_assign(begun.lu, event.key);
  acb->second.sessions.insert(event.key);
  RequestId id;
  if (begun.acquire != 0) {
    id = drop_acquire(begun.acquire, outcomes).id;
  } else {
    offers.push_back({now + settings.accept, event.key});
  }
  put_line(acb->second.connection, begun_line(event.key, begun, acb->second.name.view(), id),
           outcomes);
}

// A LU has one session at a time: whatever is known of an earlier one is over.
void Desk::State::supersede(const SessionKey& key, config::LuName lu, DeskOutcomes& outcomes) {
  const auto earlier = session_of_lu.find(lu);
  if (earlier == session_of_lu.end() || earlier->second == key) {
    return;
  }
  const SessionKey old = earlier->second;
  const DeskSession& session = sessions.at(old);
  if (session.closing) {
    put_line(session.connection, line_of(old, SessionClosed{session.close_id}), outcomes);
  } else if (!session.lost) {
    put_line(session.connection, line_of(old, SessionLost{LossReason::Broken}), outcomes);
  } else if (DeskAcb& acb = acbs.at(session.acb); acb.unanswered < config::limits::kLostSessions) {
    // Its application may still answer `lost`, which came just now.
    ++acb.unanswered;
    sessions.at(old).superseded = true;
    return;
  }
  forget(old);
}

void Desk::State::lost(const SessionKey& key, DeskSession& session, const SessionLost& lost,
                       DeskOutcomes& outcomes) {
  if (session.closing) {
    // Its close, which is on its way to the LU, is the answer.
    put_line(session.connection, line_of(key, SessionClosed{session.close_id}), outcomes);
    forget(key);
    return;
  }
  session.lost = true;
  put_line(session.connection, line_of(key, lost), outcomes);
}

void Desk::State::tell(const SessionKey& key, DeskSession& session, const Heard& heard,
                       DeskOutcomes& outcomes) {
  const ConnectionId to = session.connection;
  if (const auto* const back = std::get_if<CreditBack>(&heard)) {
    const std::uint32_t n = std::min(back->n, config::limits::kApplicationCredit - session.credit);
    if (n > 0) {
      session.credit += n;
      session.starved = false;
      put_line(to, line_of(key, CreditBack{n}), outcomes);
    }
    return;
  }
  if (const auto* const refused = std::get_if<SendRefused>(&heard)) {
    if (std::string_view(refused->of) == "close") {
      session.closing = false;
    }
  }
  std::string line = std::visit(
      [&key](const auto& one) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(one)>, SessionBegun>) {
          return {};  // begun() has it
        } else {
          return line_of(key, one);
        }
      },
      heard);
  put_line(to, std::move(line), outcomes);
  if (std::holds_alternative<SessionClosed>(heard)) {
    forget(key);
  }
}

}  // namespace vtam
