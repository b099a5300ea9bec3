#pragma once

#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tn3270/protocol/terminal_link.h"

namespace fuzz {

// Two links with one client and one owner. The first gets the client's pieces as they are, the
// second byte by byte. After each step both must have said the same.
class LinkPair {
 public:
  explicit LinkPair(tn3270::StartTls starttls);

  void client(tn3270::Bytes piece);
  // What the owner does: one of 16 acts, its operands from `choices`. One whose REQUIRES does not
  // hold is left out.
  void owner(std::uint8_t kind, Choices& choices);

 private:
  struct Side {
    tn3270::TerminalLink link;
    std::vector<tn3270::LinkEvent> events;
    std::vector<std::string> story;  // of this step
    tn3270::ByteBuffer out;          // of this step
  };
  struct Act {
    std::uint8_t kind;
    std::uint8_t choice;
    config::LuName lu;
    tn3270::FunctionOffer offer;
    tn3270::Bytes data;
  };

  static void feed(Side& side, tn3270::Bytes piece);
  static void tell(Side& side);
  static void perform(Side& side, const Act& act);
  static void send(Side& side, const Act& act);
  void compare(std::size_t came);

  Side whole_;
  Side slow_;
};

}  // namespace fuzz
