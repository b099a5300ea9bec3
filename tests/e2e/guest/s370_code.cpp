#include "tests/e2e/guest/s370_code.h"

#include <stdexcept>

namespace e2e::s370 {
namespace {

constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
constexpr unsigned kReach = 4096;

char ebcdic_of(char letter) {
  struct Run {
    std::string_view letters;
    unsigned first;
  };
  constexpr Run kRuns[] = {{"ABCDEFGHI", 0xC1},  {"JKLMNOPQR", 0xD1}, {"STUVWXYZ", 0xE2},
                           {"0123456789", 0xF0}, {" ", 0x40},         {".", 0x4B},
                           {"*", 0x5C},          {"-", 0x60},         {">", 0x6E},
                           {"=", 0x7E}};
  for (const Run& run : kRuns) {
    if (const std::size_t at = run.letters.find(letter); at != std::string_view::npos) {
      return static_cast<char>(run.first + at);
    }
  }
  throw std::logic_error("the guest has no such letter");
}

unsigned number_of(Register one) {
  return static_cast<unsigned>(one);
}

}  // namespace

std::string ebcdic(std::string_view text) {
  std::string all;
  for (const char letter : text) {
    all.push_back(ebcdic_of(letter));
  }
  return all;
}

std::string big_endian(std::uint64_t value, std::size_t bytes) {
  std::string all;
  for (std::size_t left = bytes; left > 0; --left) {
    all.push_back(static_cast<char>(value >> (8 * (left - 1))));
  }
  return all;
}

Label Program::label() {
  places_.push_back(kNowhere);
  return {places_.size() - 1};
}

void Program::place(Label label) {
  align(2);
  places_[label.number] = origin_ + static_cast<std::uint32_t>(bytes_.size());
}

Label Program::constant(const std::string& bytes) {
  align(8);
  const Label here = label();
  place(here);
  bytes_ += bytes;
  return here;
}

std::uint32_t Program::address(Label label) const {
  if (places_[label.number] == kNowhere) {
    throw std::logic_error("a label of the guest is nowhere");
  }
  return places_[label.number];
}

void Program::add(RR operation, Register first, Register second) {
  byte(static_cast<unsigned>(operation));
  two(first, number_of(second));
}

void Program::add(RX operation, Register first, const Storage& second) {
  byte(static_cast<unsigned>(operation));
  two(first, 0);
  storage(second);
}

void Program::add(SI operation, const Storage& first, std::uint8_t second) {
  byte(static_cast<unsigned>(operation));
  byte(second);
  storage(first);
}

void Program::add(SS operation, std::size_t length, const Storage& first, const Storage& second) {
  constexpr std::size_t kMost = 256;
  if (length == 0 || length > kMost) {
    throw std::logic_error("one instruction of the guest cannot move so much");
  }
  byte(static_cast<unsigned>(operation));
  byte(static_cast<unsigned>(length - 1));
  storage(first);
  storage(second);
}

void Program::add(BC when, Label to) {
  byte(0x47);
  byte(static_cast<unsigned>(when) << 4U);
  storage(to);
}

void Program::bct(Register counter, Label to) {
  byte(0x46);
  two(counter, 0);
  storage(to);
}

void Program::unpk(std::size_t to_length, const Storage& to, std::size_t from_length,
                   const Storage& from) {
  byte(0xF3);
  byte(static_cast<unsigned>((to_length - 1) << 4U | (from_length - 1)));
  storage(to);
  storage(from);
}

void Program::sll(Register shifted, unsigned bits) {
  byte(0x89);
  two(shifted, 0);
  storage(Storage::absolute(bits));
}

void Program::lpsw(const Storage& psw) {
  byte(0x82);
  byte(0);
  storage(psw);
}

void Program::sio(Register device) {
  byte(0x9C);
  byte(0);
  storage({0, device});
}

void Program::diagnose(Register first, Register second, unsigned code) {
  byte(0x83);
  two(first, number_of(second));
  storage(Storage::absolute(code));
}

std::string Program::finished() const {
  std::string all = bytes_;
  for (const Reference& reference : references_) {
    const std::uint32_t far = address(reference.label) - origin_;
    if (far >= kReach) {
      throw std::logic_error("a label of the guest is too far from its base");
    }
    all.replace(reference.at, 2, big_endian(number_of(base_) << 12U | far, 2));
  }
  return all;
}

void Program::align(std::size_t boundary) {
  while (bytes_.size() % boundary != 0) {
    byte(0);
  }
}

void Program::two(Register first, unsigned second) {
  byte(number_of(first) << 4U | second);
}

void Program::storage(const Storage& operand) {
  if (operand.by_label) {
    references_.push_back({bytes_.size(), operand.label});
    bytes_ += big_endian(0, 2);
  } else {
    bytes_ += big_endian(number_of(operand.base) << 12U | operand.displacement, 2);
  }
}

}  // namespace e2e::s370
