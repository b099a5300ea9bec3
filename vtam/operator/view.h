#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/names.h"
#include "vtam/lu_state.h"
#include "vtam/network.h"

namespace vtam {

// An application that a LU's user has left and may go back to.
struct SuspendedLine {
  config::ApplId application;
  bool ending = false;  // it has been asked to, and has not let go
};

// One LU at the moment of a display. Empty text: does not apply.
struct LuLine {
  config::LuName name;
  LuState state = LuState::Conct;
  std::string type{};  // terminal, printer …
  std::string partition{};
  std::optional<config::ApplId> session{};  // the PLU that it is in session with
  std::vector<SuspendedLine> suspended{};   // in session with these too
  std::optional<config::ApplId> queued{};   // the application that its logon waits for
  // The application that has acquired it and waits until its holder releases it.
  std::optional<config::ApplId> acquirer{};
  std::string logmode{};
  std::string logmode_rule{};  // who said that logmode
  std::string typeterm{};
  std::string device{};
  std::string client{};  // "192.0.2.7 port 40112"
  std::string host{};    // the line of a host application: "10.1.0.5 port 992 by TLS, LU = T004"
  std::string since{};
  std::string rule{};  // why this client has this LU, or why it is not active
};

// One address of a host application, in words: "127.0.0.1 port 3271: up, 12 sessions".
struct HostLine {
  config::ApplId application;
  std::string text{};
};

// Figures that only the hall knows.
struct HallFigures {
  std::size_t reactors = 0;
  std::uint64_t resident_kilobytes = 0;  // 0: not known
};

// What displays are made of: filled by the hall from the directory and all reactors.
struct OperatorView {
  NetworkPtr network;
  std::vector<LuLine> lus{};  // in definition order
  HallFigures figures{};
  std::vector<HostLine> hosts{};
};

}  // namespace vtam
