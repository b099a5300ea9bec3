#pragma once

#include <memory>
#include <string>

#include "tests/golden/transcript.h"
#include "tn3270/datastream/bytes.h"

namespace golden {

// One life of a link, whichever side it is.
class Player {
 public:
  virtual ~Player() = default;
  virtual void owner(const std::string& act) = 0;
  virtual void peer(tn3270::Bytes piece) = 0;
  [[nodiscard]] virtual Results take_results() = 0;
};

[[nodiscard]] std::unique_ptr<Player> client_player();

}  // namespace golden
