#pragma once

#include <cstddef>
#include <cstdint>

#include "tn3270/datastream/bytes.h"

namespace printers {

// Control codes of SCS (PROTOCOL 5.3). Those that mean nothing to text are listed by ignored().
enum class Scs : std::uint8_t {
  Nul = 0x00,
  Atrn = 0x03,  // ASCII transparency, as PCOMM has it
  Vcs = 0x04,
  Ht = 0x05,
  Rnl = 0x06,
  Ge = 0x08,
  Vt = 0x0B,
  Ff = 0x0C,
  Cr = 0x0D,
  So = 0x0E,
  Si = 0x0F,
  Enp = 0x14,
  Nl = 0x15,
  Bs = 0x16,
  Irs = 0x1E,
  Inp = 0x24,
  Lf = 0x25,
  Sa = 0x28,
  Format = 0x2B,  // a class and a count follow
  Pp = 0x34,
  Trn = 0x35,
  It = 0x39,
  Rff = 0x3A,
  Sub = 0x3F
};

// The byte behind Scs::Format.
enum class ScsClass : std::uint8_t {
  Shf = 0xC1,
  Svf = 0xC2,
  Sld = 0xC6,
  Sgea = 0xC8,
  Fonts = 0xD1,
  Page = 0xD2,
  Strokes = 0xD4,
  Sfss = 0xFD,
  Lac = 0xFE
};

// Characters are 40 and above, everything else begins a code.
[[nodiscard]] constexpr bool is_scs_text(std::uint8_t byte) {
  return byte >= 0x40;
}

// How long the code is that begins so; 0: `begun` does not say yet. A count of 0 behind a class,
// which should count itself, ends the code there. REQUIRES: not empty.
[[nodiscard]] std::size_t scs_code_length(tn3270::Bytes begun);

// A code of one byte that a printer of text has nothing to do for.
[[nodiscard]] bool scs_ignored(std::uint8_t code);

}  // namespace printers
