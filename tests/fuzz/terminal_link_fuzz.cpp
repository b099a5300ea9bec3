// A client and the owner of its link, both as an input says: the same events and answers whole and
// byte by byte, answers that are whole telnet and bounded, silence after the end.

#include "config/limits.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/link_pair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint8_t kOwner = 0x80;
  constexpr std::uint8_t kAgain = 0x00;
  fuzz::Choices choices({data, size});
  fuzz::LinkPair pair(static_cast<tn3270::StartTls>(choices.below(3)));
  tn3270::Bytes piece;
  while (!choices.empty()) {
    const std::uint8_t step = choices.byte();
    if (step >= kOwner) {
      pair.owner(step & 0x0FU, choices);
    } else if (step == kAgain) {
      for (std::size_t times = choices.byte(); times > 0; --times) {
        pair.client(piece);
      }
    } else {
      piece = choices.piece(step);
      pair.client(piece);
    }
  }
  return 0;
}
