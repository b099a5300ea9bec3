#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "config/time.h"
#include "printers/delivery/delivery.h"

// Every wait of a delivery: for a descriptor, for the order to stop, and not for ever.
namespace printers {

using Clock = std::chrono::steady_clock;

enum class Waited : std::uint8_t { Ready, Stopped, TimedOut };

// `events` as of poll(); errors and hang-ups are Ready too. A descriptor that is ready wins over an
// order to stop: loops that may never wait ask Stop::wanted() themselves.
[[nodiscard]] Waited wait_for(int descriptor, short events, Clock::time_point until,
                              const Stop& stop);

// "30 s", "1.5 s", for sentences.
[[nodiscard]] std::string words_for(config::Ticks time);

// What errno means: "Connection refused".
[[nodiscard]] std::string words_for_error(int error);

}  // namespace printers
