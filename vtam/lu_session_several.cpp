#include <algorithm>
#include <array>
#include <utility>

#include "config/limits.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/orders.h"
#include "vtam/lu_session_life.h"
#include "vtam/sense.h"

// Several applications of one user. Those that he has left wait on the shelf: they are in session,
// what they write goes to their kept screens, and VTAM answers in the terminal's place.
namespace vtam {
namespace {

// Write, with nothing but the keyboard restored: a key that led nowhere has locked it.
constexpr std::array<std::uint8_t, 2> kUnlock{0xF1, 0xC2};

}  // namespace

const config::SeveralSettings& LuSession::several() const {
  return several_of(server(), *lu_);
}

std::vector<LuSession::Suspended> LuSession::suspended() const {
  std::vector<Suspended> all;
  if (life_ != nullptr) {
    std::transform(
        life_->shelf.begin(), life_->shelf.end(), std::back_inserter(all), [this](const auto& one) {
          return Suspended{one->turn, one->application, one->mode->name, one->ending || dead_};
        });
  }
  return all;
}

// The session with an application that had this number, wherever it is.
LuSession::Session* LuSession::find(std::uint32_t turn) const {
  if (life_ == nullptr) {
    return nullptr;
  }
  if (life_->program != nullptr && !life_->menu && life_->turn == turn) {
    return &life_->front();
  }
  const auto found = std::find_if(life_->shelf.begin(), life_->shelf.end(),
                                  [turn](const auto& one) { return one->turn == turn; });
  return found == life_->shelf.end() ? nullptr : found->get();
}

LuSession::Session* LuSession::find_live(config::ApplId application) const {
  const Application* const row = network().find(application);
  const config::ApplId name = row == nullptr ? application : row->name;
  const auto found = std::find_if(life_->shelf.begin(), life_->shelf.end(),
                                  [name](const auto& one) { return one->application == name; });
  return found == life_->shelf.end() ? nullptr : found->get();
}

// One that another client of the user's can't show is passed over; the menu says why.
const LuSession::Session* LuSession::next_live() const {
  const Terminal& terminal = life_->terminal;
  const BindImage bind = terminal.bind_image ? BindImage::Agreed : BindImage::No;
  const auto found = std::find_if(life_->shelf.begin(), life_->shelf.end(), [&](const auto& one) {
    return !one->ending && !misfit(*one, terminal.device, bind);
  });
  return found == life_->shelf.end() ? nullptr : found->get();
}

// True: it is one of the user's keys that lead from one application to another. A logon that waits
// has no session that could be left.
bool LuSession::hot_key(std::uint8_t key, tn3270::Bytes record, SessionOutcomes& outcomes) {
  const config::SeveralSettings& keys = several();
  const bool next = key == keys.next_key && key != config::kNoKey;
  if (!keys.on() || printer() || life_->queued != nullptr || (!next && key != keys.menu_key)) {
    return false;
  }
  const bool attention = key != config::kAttnKey && !tn3270::pf_number(tn3270::Aid{key});
  if (attention && record.size() > 1) {
    return true;  // no key: what ask_typed() asked for, and too late
  }
  if (next && life_->menu && next_live() == nullptr) {
    return false;
  }
  const Leave where = next ? Leave::ForNext : Leave::ForMenu;
  const bool nowhere = next && next_live() == nullptr;
  if (!life_->menu && life_->kept != nullptr && !nowhere) {
    ask_typed(where, key, outcomes);
  } else {
    leave_for(where, outcomes);
  }
  return true;
}

void LuSession::leave_for(Leave where, SessionOutcomes& outcomes) {
  const bool next = where == Leave::ForNext;
  const Session* const live = next ? next_live() : nullptr;
  if (next && live == nullptr) {
    outcomes.push_back(SendData{{kUnlock.begin(), kUnlock.end()}, RuKind::Data3270, false});
    return;
  }
  Next to = next ? Next{.kind = Next::Kind::Live, .live = live->turn} : to_menu("");
  const Binding binding = life_->menu && !next ? Binding::Kept : Binding::New;
  if (!life_->menu) {
    shelve(next ? Shelved::Last : Shelved::First, outcomes);
  }
  begin(std::move(to), binding, outcomes);
}

// The session in front steps aside; nothing is in front then.
void LuSession::shelve(Shelved where, SessionOutcomes& outcomes) {
  Life& life = *life_;
  const std::uint32_t turn = life.turn;
  auto left = std::make_unique<Session>(std::exchange(life.front(), Session{}));
  life.shelf.insert(where == Shelved::First ? life.shelf.begin() : life.shelf.end(),
                    std::move(left));
  const std::uint32_t owed = std::exchange(life.owed, 0);
  life.stale += owed;
  for (std::uint32_t answered = 0; answered < owed; ++answered) {
    if (Session* const its = find(turn)) {
      tell_program(*its, outcomes,
                   [](Program& program, ProgramOutcomes& made) { program.on_response({}, made); });
    }
  }
}

// A session of the shelf comes to the front, where nothing is that would be missed.
void LuSession::bring(std::uint32_t turn, ProgramOutcomes& made, SessionOutcomes& outcomes) {
  const auto found = std::find_if(life_->shelf.begin(), life_->shelf.end(),
                                  [turn](const auto& one) { return one->turn == turn; });
  if (found == life_->shelf.end()) {
    log_on(to_menu(""), Binding::New, made, outcomes);
    return;
  }
  life_->front() = std::move(**found);
  life_->shelf.erase(found);
  life_->repainted = false;
  show_again(made, outcomes);
}

LuSession::Next LuSession::resumed(const Session& live, const PassTo& wanted) const {
  const std::string name = live.application.text();
  if (!life_->menu) {
    return failed(live.application, sense::kSessionLimit,
                  name + " is live on this terminal already; choose it here");
  }
  if (live.ending) {
    return to_menu(name + " has been ended and has not let go yet.");
  }
  if (wanted.logmode || !wanted.data.empty()) {
    return to_menu(name + " is live: LOGOFF " + name + " ends it, then log on to it anew.");
  }
  const BindImage bind = life_->terminal.bind_image ? BindImage::Agreed : BindImage::No;
  if (const auto why = misfit(live, life_->terminal.device, bind)) {
    return to_menu(name + ": " + *why + ".");
  }
  return {.kind = Next::Kind::Live, .live = live.turn};
}

// One more application than the user may have.
std::optional<LuSession::Next> LuSession::too_many() const {
  const std::uint32_t most = several().most;
  if (life_->shelf.empty() || life_->shelf.size() < most) {
    return std::nullopt;
  }
  return to_menu("You have " + std::to_string(life_->shelf.size()) +
                 " applications, and may have " + std::to_string(most) +
                 ". LOGOFF name ends one of them.");
}

// The words with which a session of the shelf has ended; nullopt: it goes on.
std::optional<std::string> LuSession::turn_behind(ProgramOutcomes& made,
                                                  SessionOutcomes& outcomes) {
  for (std::uint32_t begun = 0;; ++begun) {
    const auto ending = carry_out(made, outcomes);
    if (!ending) {
      return std::nullopt;
    }
    const std::string name = life_->application.text();
    Next next = after(*ending);
    made.clear();
    if (next.kind != Next::Kind::Application || begun == config::limits::kPassRounds) {
      const std::string& why = next.values.text.empty() ? next.notice : next.values.text;
      return name + (why.empty() ? " has ended" : ": " + why);
    }
    log_on(next, Binding::New, made, outcomes);
  }
}

void LuSession::drop(const Session& session) {
  auto& shelf = life_->shelf;
  shelf.erase(std::remove_if(shelf.begin(), shelf.end(),
                             [&](const auto& one) { return one.get() == &session; }),
              shelf.end());
}

// Something has become of a session on the shelf: its user reads it on the menu, with whatever else
// he has not read yet.
void LuSession::bring_news(std::string news, SessionOutcomes& outcomes) {
  if (!news.ends_with('.')) {
    news += '.';
  }
  life_->news += (life_->news.empty() ? "" : " ") + news;
  life_->news_shown = false;
  if (listening() && life_->menu && life_->queued == nullptr && !life_->suspended) {
    begin(to_menu(""), Binding::Kept, outcomes);
  }
}

// LOGOFF of a live application, on the menu.
LuSession::Next LuSession::end_live(config::ApplId application) {
  const std::string name = application.text();
  Session* const live = find_live(application);
  if (live == nullptr) {
    return to_menu(name + " is not live; LOGOFF alone ends the connection.");
  }
  ProgramOutcomes made;
  live->program->on_lost(LossReason::Logoff, made);
  if (ending(made) != nullptr) {
    drop(*live);
    return to_menu(name + " has ended.");
  }
  live->ending = true;
  return to_menu(name + " has been told to end, and has not let go yet.");
}

void LuSession::break_suspended(config::ApplId application, LossReason reason, Wait wait,
                                SessionOutcomes& outcomes) {
  Session* const live = life_ == nullptr ? nullptr : find_live(application);
  if (live == nullptr) {
    return;
  }
  if (dead_) {
    if (wait == Wait::No) {
      drop(*live);  // it has been told before
    }
    return;
  }
  ProgramOutcomes made;
  live->program->on_lost(reason, made);
  if (wait == Wait::Yes && ending(made) == nullptr) {
    live->ending = true;
    return;
  }
  drop(*live);
  bring_news(application.text() + " was ended by the operator (" + text(reason) + ")", outcomes);
}

}  // namespace vtam
