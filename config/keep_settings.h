#pragma once

#include <cstdint>

#include "config/problem.h"
#include "config/time.h"

namespace config {

// When a client gets a session whose connection still stands.
enum class Takeover : std::uint8_t {
  Never,        // a LU that its silent holder does not answer for is given without its session
  Dead,         // the old connection has been asked, and does not answer
  Certificate,  // also a living one, at once: both have shown the same verified certificate
  Address       // also a living one, at once: every client that is the same
};
[[nodiscard]] const char* text(Takeover takeover);  // "never" …, as in JSON

// Which sessions outlive their connection, and who gets them back (JSON "keep").
struct KeepSettings {
  // A session whose client is lost goes on for so long; zero: it ends at once.
  Ticks lost{};
  Takeover takeover = Takeover::Never;
  // What makes two clients the same one. Who has shown a verified certificate is never the same as
  // somebody who has not shown it.
  bool by_certificate = true;
  bool by_address = true;
  // The application hears that the client is lost and that it is back, and is asked to write its
  // screen again.
  bool tell = false;
  Position at{};

  // Whether a session has anything to be kept for.
  [[nodiscard]] bool on() const { return lost > Ticks::zero() || takeover != Takeover::Never; }
};

}  // namespace config
