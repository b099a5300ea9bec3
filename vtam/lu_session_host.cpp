#include <algorithm>
#include <utility>

#include "vtam/lu_session_life.h"

// A session whose application is another host: what its line brings, and the host's own BIND.
namespace vtam {
namespace {

// BIND image (PROTOCOL 4.8).
constexpr std::size_t kPservic = 14;
constexpr std::size_t kSizes = 20;

}  // namespace

bool LuSession::host(std::uint32_t turn, HostHeard heard, SessionOutcomes& outcomes) {
  Session* const its = find(turn);
  if (its == nullptr || !its->program->has_line()) {
    return false;
  }
  tell_program(*its, outcomes, [&heard](Program& program, ProgramOutcomes& made) {
    program.on_host(std::move(heard), made);
  });
  return true;
}

bool LuSession::has_line(std::uint32_t turn) const {
  const Session* const its = find(turn);
  return its != nullptr && its->program->has_line();
}

bool LuSession::wants_host(std::uint32_t turn) const {
  const Session* const its = find(turn);
  return its != nullptr && its->program->wants_host();
}

// Its terminal has no screen until the host binds it again, only what the host says in plain text.
void LuSession::unbind_as_host(std::uint8_t reason, SessionOutcomes& outcomes) {
  Life& life = *life_;
  if (!life.behind) {
    life.stale += std::exchange(life.owed, 0);  // the host waits for them no more
  }
  if (!life.terminal.bind_image || life.unbound || (!life.bound && !life.behind)) {
    return;
  }
  life.unbound = true;
  life.kept.reset();
  life.host_bind.reset();
  if (!life.behind) {
    life.bound = false;
    outcomes.push_back(SendUnbind{reason});
  }
}

// The terminal is told the host's own image, with sizes that it can show.
void LuSession::bind_as_host(tn3270::ByteBuffer image, SessionOutcomes& outcomes) {
  Life& life = *life_;
  LogMode mode = *life.mode;
  if (life.unbound && !life.terminal.bind_image) {
    begin_keeping();  // a client that takes no BIND has come back to it
  }
  if (!life.terminal.bind_image || printer() || image.size() < kPservic + mode.pservic.size()) {
    return;
  }
  const auto pservic = image.begin() + kPservic;
  std::copy_n(pservic, mode.pservic.size(), mode.pservic.begin());
  const BoundSizes sizes = bind_sizes(mode, life.terminal.device);
  if (!sizes.fits || sizes.bind.back() != mode.size_code()) {
    std::copy(sizes.bind.begin(), sizes.bind.end(), image.begin() + kSizes);
  }
  unbind(UnbindReason::BindForthcoming, outcomes);
  life.screen = sizes.screen;
  begin_keeping();
  if (life.kept != nullptr) {
    life.host_bind = std::make_unique<tn3270::ByteBuffer>(image);
  }
  if (!life.behind) {
    life.bound = true;
    outcomes.push_back(SendBind{std::move(image)});
  }
}

}  // namespace vtam
