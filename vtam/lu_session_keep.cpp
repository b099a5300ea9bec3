#include <utility>

#include "config/verify.h"
#include "vtam/lu_session_life.h"

// A session that outlives its connection: what it does while there is no client, and how one comes
// back to it.
namespace vtam {
namespace {

std::string words(tn3270::ScreenSize size) {
  return std::to_string(size.rows) + "x" + std::to_string(size.columns);
}

bool within(tn3270::ScreenSize size, const tn3270::ScreenSizes& device) {
  const auto fits = [&](tn3270::ScreenSize most) {
    return size.rows <= most.rows && size.columns <= most.columns;
  };
  return fits(device.primary) || fits(device.alternate);
}

constexpr std::uint8_t kPrimaryOnly = 0x7E;
constexpr std::uint8_t kBoth = 0x7F;

// The BIND of a session whose sizes have been decided before.
BoundSizes bound_as(const tn3270::ScreenSizes& screen) {
  BoundSizes sizes;
  sizes.screen = screen;
  sizes.bind = {screen.primary.rows, screen.primary.columns, screen.alternate.rows,
                screen.alternate.columns, kBoth};
  if (screen.alternate == screen.primary) {
    sizes.bind = {screen.primary.rows, screen.primary.columns, 0, 0, kPrimaryOnly};
  }
  return sizes;
}

}  // namespace

const config::KeepSettings& LuSession::keep() const {
  return config::keep_of(server(), *lu_);
}

// What was on the screen goes with a BIND.
void LuSession::begin_keeping() {
  life_->kept.reset();
  life_->host_bind.reset();
  if (!printer() && keep().on()) {
    life_->kept = std::make_unique<tn3270::KeptScreen>(life_->screen);
  }
}

bool LuSession::can_be_kept() const {
  return listening() && life_->kept != nullptr;
}

bool LuSession::on_menu() const {
  return listening() && life_->menu && life_->queued == nullptr;
}

// The application has been told its sizes and goes on with them.
std::optional<std::string> LuSession::refuse_return(const tn3270::DeviceType& device,
                                                    BindImage bind) const {
  if (!can_be_kept()) {
    return "its session has ended";
  }
  const tn3270::ScreenSizes& screen = life_->screen;
  const tn3270::ScreenSizes own = device.sizes();
  const bool as_before = device.dynamic() && life_->terminal.device.dynamic();
  const bool fits = bind == BindImage::Agreed
                        ? within(screen.primary, own) && within(screen.alternate, own)
                        : screen.primary == own.primary && (screen.alternate == screen.primary ||
                                                            screen.alternate == own.alternate);
  if (as_before || fits) {
    return std::nullopt;
  }
  return "its session has a screen of " + words(screen.alternate) + ", which this client with " +
         words(own.alternate) + " can't be given";
}

void LuSession::client_gone(SessionOutcomes& outcomes) {
  VERIFY(can_be_kept(), "a session without a screen is not kept");
  if (life_->away) {
    return;
  }
  life_->away = true;
  // What nobody can answer any more is answered by VTAM, and what is written from here on.
  life_->terminal.responses = false;
  life_->stale = 0;
  for (std::uint32_t owed = std::exchange(life_->owed, 0); owed > 0 && listening(); --owed) {
    answer({}, outcomes);
  }
}

bool LuSession::resume(Terminal terminal, SessionOutcomes& outcomes) {
  const BindImage bind = terminal.bind_image ? BindImage::Agreed : BindImage::No;
  if (refuse_return(terminal.device, bind)) {
    return false;
  }
  Life& life = *life_;
  if (terminal.device.dynamic()) {
    terminal.device.queried = life.terminal.device.queried;
  }
  life.terminal = std::move(terminal);
  life.away = false;
  life.bound = false;
  life.repainted = false;
  life.reply_late = false;
  if (life.terminal.bind_image) {
    outcomes.push_back(SendBind{life.host_bind != nullptr
                                    ? *life.host_bind
                                    : bind_image(*life.mode, bound_as(life.screen),
                                                 life.application, lu_->name, network().page())});
    life.bound = true;
  }
  outcomes.push_back(SendData{life.kept->repaint(life.screen).value(), RuKind::Data3270, false});
  if (std::exchange(life.suspended, false) || keep().tell) {
    ProgramOutcomes made;
    life.program->on_repaint(made);
    turn(made, outcomes);
  }
  return true;
}

}  // namespace vtam
