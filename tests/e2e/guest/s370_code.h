#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Machine code of the System/370 by the names of its assembler, as much of it as the guest of
// `Hercules` needs: Debian has no assembler for that machine.
namespace e2e::s370 {

enum Register : std::uint8_t { R0, R1, R2, R3, R10 = 10, R11, R12 };

// Operations by their formats (GA22-7000).
enum class RR : std::uint8_t { BCTR = 0x06, LTR = 0x12, LR = 0x18, AR = 0x1A, SR = 0x1B };
enum class RX : std::uint8_t {
  STH = 0x40,
  LA = 0x41,
  EX = 0x44,
  LH = 0x48,
  CH = 0x49,
  SH = 0x4B,
  CVD = 0x4E,
  ST = 0x50,
  L = 0x58,
  C = 0x59,
  A = 0x5A,
  S = 0x5B,
};
enum class SI : std::uint8_t { TM = 0x91, MVI = 0x92, CLI = 0x95, OI = 0x96 };
enum class SS : std::uint8_t { MVC = 0xD2, CLC = 0xD5, TR = 0xDC };
// The masks of BC under the names of its extended mnemonics.
enum class BC : std::uint8_t {
  B = 15,
  BE = 8,
  BNE = 7,
  BL = 4,
  BM = 4,
  BNH = 13,
  BNL = 11,
  BNM = 11,
  BZ = 8,
  BNZ = 7,
  BO = 1,
  Started = 8,  // what SIO's condition codes mean
  Busy = 2,
  NotThere = 1,
};

// A place in the program. Instructions may name it before it is placed.
struct Label {
  std::size_t number = 0;
};

// D(B), or a label.
struct Storage {
  // NOLINTNEXTLINE(google-explicit-constructor): a label is an operand
  Storage(Label place) : label(place), by_label(true) {}
  Storage(unsigned bytes, Register from) : base(from), displacement(bytes) {}
  // The first 4,096 bytes need no base.
  static Storage absolute(unsigned address) { return {address, R0}; }

  Label label{};
  bool by_label = false;
  Register base = R0;
  unsigned displacement = 0;
};

// In code page 037: capital letters, digits and a few signs. Throws for others.
[[nodiscard]] std::string ebcdic(std::string_view text);
// A whole number of so many bytes.
[[nodiscard]] std::string big_endian(std::uint64_t value, std::size_t bytes);

class Program {
 public:
  // It is to run at `origin`; `base` holds that address. It may be 4,096 bytes long.
  Program(std::uint32_t origin, Register base) : origin_(origin), base_(base) {}

  [[nodiscard]] Label label();
  // The next instruction is there.
  void place(Label label);
  // Data, at a multiple of 8 bytes.
  [[nodiscard]] Label constant(const std::string& bytes);
  [[nodiscard]] std::uint32_t address(Label label) const;

  void add(RR operation, Register first, Register second);
  void add(RX operation, Register first, const Storage& second);
  void add(SI operation, const Storage& first, std::uint8_t second);
  void add(SS operation, std::size_t length, const Storage& first, const Storage& second);
  void add(BC when, Label to);
  void bct(Register counter, Label to);
  void unpk(std::size_t to_length, const Storage& to, std::size_t from_length, const Storage& from);
  void sll(Register shifted, unsigned bits);
  void lpsw(const Storage& psw);
  void sio(Register device);
  void diagnose(Register first, Register second, unsigned code);

  // All of it. Throws if a label is nowhere or too far.
  [[nodiscard]] std::string finished() const;

 private:
  void byte(unsigned value) { bytes_.push_back(static_cast<char>(value)); }
  void align(std::size_t boundary);
  void two(Register first, unsigned second);
  void storage(const Storage& operand);

  struct Reference {
    std::size_t at;
    Label label;
  };
  std::uint32_t origin_;
  Register base_;
  std::string bytes_;
  std::vector<std::uint32_t> places_;
  std::vector<Reference> references_;
};

}  // namespace e2e::s370
