#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/host_settings.h"
#include "tests/unit/vtam/seat.h"
#include "vtam/programs/host_program.h"

namespace vtam::test {

inline constexpr std::uint8_t kPa3 = 0x6B;  // the menu
inline constexpr std::uint8_t kPa2 = 0x6E;  // the next one
inline constexpr std::uint8_t kPf24 = 0x4C;

// A user with several applications. DEMO and OTHER are fakes that share a script, HERC is a host.
class SeveralSeat : public Seat {
 public:
  explicit SeveralSeat(Terminal terminal = full_terminal()) {
    shop.config.servers[0].sessions.several.most = 3;
    shop.catalog.add("host", [](const Logon& logon) -> std::unique_ptr<Program> {
      return std::make_unique<HostTerminal>(logon);
    });
    auto host = std::make_shared<config::HostSettings>();
    host->hosts = {{.host = "192.0.2.1", .port = 23}};
    shop.application("HERC", "host", "FAR AWAY");
    shop.config.applications.back().host = host;
    shop.application("THIRD", "demo", "ONE MORE");
    shop.application("FOURTH", "demo", "TOO MANY");
    // T002 logs on to DEMO by itself, T001 to the menu.
    sit().start(std::move(terminal));
  }
  // A PA key, and what the terminal answers when it is asked what its user has typed.
  Words press(std::uint8_t key, tn3270::ByteBuffer typed = {}) {
    const Words asked = type({key});
    if (asked != Words{"DATA F2"}) {
      return asked;
    }
    if (typed.empty()) {
      typed = {key, 0x40, 0x40};
    }
    return type(typed);
  }
  Words hears(std::uint32_t turn, HostHeard heard) {
    return call([&] { EXPECT_TRUE(session->host(turn, std::move(heard), last)); });
  }
  [[nodiscard]] std::vector<std::string> behind() const {
    std::vector<std::string> names;
    for (const auto& one : session->suspended()) {
      names.push_back(one.application.text() + (one.ending ? " ending" : ""));
    }
    return names;
  }
  [[nodiscard]] std::string notice() const { return fakes.menu->logons.back().notice; }
  [[nodiscard]] std::string front() const { return session->application()->text(); }
  [[nodiscard]] tn3270::ByteBuffer sent() const {
    for (const SessionOutcome& outcome : last) {
      if (const auto* data = std::get_if<SendData>(&outcome)) {
        return data->record;
      }
    }
    return {};
  }
};

}  // namespace vtam::test
