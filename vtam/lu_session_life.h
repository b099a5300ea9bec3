#pragma once

#include <memory>
#include <string>

#include "vtam/logmode_choice.h"
#include "vtam/lu_session.h"

// The inside of LuSession, shared by its two source files.
namespace vtam {

// RFC 2355 10.5: reasons of an UNBIND.
inline constexpr std::uint8_t kNormalEnd = 0x01;
inline constexpr std::uint8_t kCleanup = 0x0F;

// The session that comes next on this LU.
struct LuSession::Next {
  const Application* application = nullptr;  // nullptr: the menu
  ChosenMode mode;
  std::string data;
  std::string notice;
};

// What a session keeps while it is idle: nothing that can be built when it is needed.
struct LuSession::Life {
  Terminal terminal;
  std::unique_ptr<Program> program;
  std::unique_ptr<const Menu> own_menu;  // of a LU with its own application, once it was needed
  config::ApplId application;            // the PLU
  const LogMode* mode = nullptr;
  tn3270::ScreenSizes screen{};
  bool menu = false;
  bool bound = false;      // BIND was sent, UNBIND was not
  bool suspended = false;  // by SYSREQ
  bool repainted = false;  // after a negative response; reset by the next input
};

}  // namespace vtam
