#include "tests/bench/logon_script.h"

#include <array>
#include <cstdint>
#include <vector>

namespace bench {
namespace {

// One turn: the server's part ends with these two bytes, then this is said.
struct Turn {
  std::array<std::uint8_t, 2> end;
  tn3270::ByteBuffer answer;
};

const std::vector<Turn>& turns() {
  static const std::vector<Turn> kTurns{
      {{0xFD, 0x28}, {0xFF, 0xFB, 0x28}},
      {{0xFF, 0xF0},
       {0xFF, 0xFA, 0x28, 0x02, 0x07, 'I', 'B', 'M', '-', '3', '2', '7', '8', '-', '2', '-', 'E',
        0xFF, 0xF0}},
      {{0xFF, 0xF0}, {0xFF, 0xFA, 0x28, 0x03, 0x07, 0x00, 0x02, 0x04, 0xFF, 0xF0}},
      // FUNCTIONS IS, BIND and the first screen come in one write; the record's end closes it.
      {{0xFF, 0xEF}, {}},
  };
  return kTurns;
}

// The last turn ends with the second record: BIND, then the screen.
constexpr std::size_t kLeastOfLastTurn = 200;

}  // namespace

bool LogonScript::hear(tn3270::Bytes bytes) {
  heard_.insert(heard_.end(), bytes.begin(), bytes.end());
  const Turn& turn = turns()[turn_];
  const std::size_t size = heard_.size();
  return size >= (turn.answer.empty() ? kLeastOfLastTurn : turn.end.size()) &&
         heard_[size - 2] == turn.end[0] && heard_[size - 1] == turn.end[1];
}

tn3270::Bytes LogonScript::answer() {
  tn3270::ByteBuffer().swap(heard_);  // an idle client owns nothing
  return turns()[turn_++].answer;
}

}  // namespace bench
