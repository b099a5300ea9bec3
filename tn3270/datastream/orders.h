#pragma once

#include <cstdint>

// The code points of the 3270 data stream, by the field's names (PROTOCOL 4.1, 4.2, 4.4).
namespace tn3270 {

// SNA encodings, which every client takes.
enum class Command : std::uint8_t {
  NoOperation = 0x03,  // local only
  Write = 0xF1,
  EraseWrite = 0xF5,           // to the primary size
  EraseWriteAlternate = 0x7E,  // to the alternate size
  ReadBuffer = 0xF2,
  ReadModified = 0xF6,
  ReadModifiedAll = 0x6E,
  EraseAllUnprotected = 0x6F,
  WriteStructuredField = 0xF3
};

enum class Order : std::uint8_t {
  Pt = 0x05,   // program tab
  Ge = 0x08,   // graphic escape: the next byte is of the APL set
  Sba = 0x11,  // set buffer address
  Eua = 0x12,  // erase unprotected to address
  Ic = 0x13,   // insert cursor
  Sf = 0x1D,   // start field
  Sa = 0x28,   // set attribute of characters
  Sfe = 0x29,  // start field extended
  Mf = 0x2C,   // modify field
  Ra = 0x3C    // repeat to address
};

// Bytes of text that stand for no character.
enum class FormatCode : std::uint8_t {
  Nul = 0x00,
  Ff = 0x0C,
  Cr = 0x0D,
  So = 0x0E,
  Si = 0x0F,
  Nl = 0x15,
  Em = 0x19,
  Dup = 0x1C,
  Fm = 0x1E,
  Lf = 0x25,
  Sub = 0x3F,
  Eo = 0xFF
};

// Write control character: a set of bits, sent through graphic_code().
enum class Wcc : std::uint8_t {
  None = 0x00,
  ResetMdt = 0x01,
  Restore = 0x02,  // unlock the keyboard
  Alarm = 0x04,
  StartPrinter = 0x08,
  Columns40 = 0x10,
  Columns64 = 0x20,
  Columns80 = 0x30
};
[[nodiscard]] constexpr Wcc operator|(Wcc a, Wcc b) {
  return static_cast<Wcc>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}

// Types of SFE, SA and MF pairs.
enum class AttributeType : std::uint8_t {
  All = 0x00,  // SA only: back to the field's own
  Highlight = 0x41,
  Foreground = 0x42,
  CharacterSet = 0x43,
  Background = 0x45,
  Transparency = 0x46,
  Field = 0xC0,
  Validation = 0xC1,
  Outlining = 0xC2,
  InputControl = 0xFE
};

// Parts of the field attribute, to be or-ed.
enum class Entry : std::uint8_t {
  Any = 0x00,
  Numeric = 0x10,
  Protected = 0x20,
  Autoskip = 0x30  // protected, and the cursor does not stop
};
enum class Intensity : std::uint8_t {
  Normal = 0x00,
  Detectable = 0x04,
  Bright = 0x08,
  Hidden = 0x0C
};
enum class Mdt : std::uint8_t { Off = 0x00, On = 0x01 };

enum class Color : std::uint8_t {
  Default = 0x00,
  Blue = 0xF1,
  Red = 0xF2,
  Pink = 0xF3,
  Green = 0xF4,
  Turquoise = 0xF5,
  Yellow = 0xF6,
  White = 0xF7
};

enum class Highlight : std::uint8_t {
  Default = 0x00,
  Normal = 0xF0,
  Blink = 0xF1,
  Reverse = 0xF2,
  Underscore = 0xF4,
  Intensify = 0xF8
};

// Attention identifier: the first byte of every inbound record.
enum class Aid : std::uint8_t {
  None = 0x60,
  QueryReply = 0x61,  // of x3270's own making
  Enter = 0x7D,
  CursorSelect = 0x7E,
  Trigger = 0x7F,
  Clear = 0x6D,
  Pa1 = 0x6C,
  Pa2 = 0x6E,
  Pa3 = 0x6B,
  Pf1 = 0xF1,
  Pf2 = 0xF2,
  Pf3 = 0xF3,
  Pf4 = 0xF4,
  Pf5 = 0xF5,
  Pf6 = 0xF6,
  Pf7 = 0xF7,
  Pf8 = 0xF8,
  Pf9 = 0xF9,
  Pf10 = 0x7A,
  Pf11 = 0x7B,
  Pf12 = 0x7C,
  Pf13 = 0xC1,
  Pf14 = 0xC2,
  Pf15 = 0xC3,
  Pf16 = 0xC4,
  Pf17 = 0xC5,
  Pf18 = 0xC6,
  Pf19 = 0xC7,
  Pf20 = 0xC8,
  Pf21 = 0xC9,
  Pf22 = 0x4A,
  Pf23 = 0x4B,
  Pf24 = 0x4C,
  SysReq = 0xF0,  // test request
  OperatorCard = 0xE6,
  MagneticReader = 0xE7,
  Printer = 0xE8,  // a printer has no keys
  StructuredField = 0x88
};

}  // namespace tn3270
