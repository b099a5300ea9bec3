#pragma once

#include <cstdint>

namespace vtam {

// What an application sends and gets: screens as fields, or the data stream itself.
enum class AcbMode : std::uint8_t { Screen, Datastream };

// Why an ACB is closed.
enum class AcbEnd : std::uint8_t {
  Closed,       // its application said so
  Lost,         // the process has ended, or its connection
  Unresponsive  // it does not answer
};

}  // namespace vtam
