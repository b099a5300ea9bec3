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
  const auto its = line();
  if (!its || its->turn != turn) {
    return false;
  }
  ProgramOutcomes made;
  life_->program->on_host(std::move(heard), made);
  if (!dead_) {
    this->turn(made, outcomes);
  } else if (ending(made) != nullptr) {
    release(outcomes);
  }
  return true;
}

std::optional<SessionKey> LuSession::line() const {
  return pending() && life_->program->has_line() ? std::optional(SessionKey{id_, life_->turn})
                                                 : std::nullopt;
}

bool LuSession::wants_host() const {
  return pending() && life_->program->wants_host();
}

// Its terminal has no screen until the host binds it again, and so no session that could be kept.
void LuSession::unbind_as_host(std::uint8_t reason, SessionOutcomes& outcomes) {
  if (life_->bound) {
    life_->bound = false;
    life_->kept.reset();
    life_->host_bind.reset();
    outcomes.push_back(SendUnbind{reason});
  }
}

// The terminal is told the host's own image, with sizes that it can show.
void LuSession::bind_as_host(tn3270::ByteBuffer image, SessionOutcomes& outcomes) {
  Life& life = *life_;
  LogMode mode = *life.mode;
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
  life.bound = true;
  begin_keeping();
  if (life.kept != nullptr) {
    life.host_bind = std::make_unique<tn3270::ByteBuffer>(image);
  }
  outcomes.push_back(SendBind{std::move(image)});
}

}  // namespace vtam
