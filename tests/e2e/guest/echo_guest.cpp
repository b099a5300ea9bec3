#include "tests/e2e/guest/echo_guest.h"

#include <string_view>

#include "tests/e2e/guest/echo_screen.h"
#include "tests/e2e/guest/s370_code.h"

namespace e2e::s370 {
namespace {

// Where the machine has what (GA22-7000), in basic control mode.
constexpr unsigned kIplPsw = 0x00;
constexpr unsigned kInterruptedBy = 0x3A;  // the device
constexpr unsigned kUnitStatus = 0x44;     // of the channel status word
constexpr unsigned kChannelStatus = 0x45;
constexpr unsigned kResidualCount = 0x46;
constexpr unsigned kChannelAddress = 0x48;
constexpr unsigned kExternalNewPsw = 0x58;
constexpr unsigned kSupervisorNewPsw = 0x60;
constexpr unsigned kProgramNewPsw = 0x68;
constexpr unsigned kCheckNewPsw = 0x70;
constexpr unsigned kIoNewPsw = 0x78;

constexpr std::uint8_t kAttention = 0x80;
constexpr std::uint8_t kDeviceEnd = 0x04;
constexpr std::uint8_t kUnitCheck = 0x02;
constexpr std::uint8_t kChannelErrors = 0x3F;  // all but the end that was programmed, and lengths

constexpr std::uint8_t kEraseWrite = 0x05;
constexpr std::uint8_t kEraseWriteAlternate = 0x0D;
constexpr std::uint8_t kReadModified = 0x06;
constexpr std::uint8_t kSenseCommand = 0x04;
constexpr std::uint8_t kAnyLength = 0x20;  // a flag of a channel command word

// A block for each device.
constexpr std::uint32_t kBlocks = 0x2000;
constexpr unsigned kBlockBits = 10;
constexpr unsigned kState = 0;
constexpr unsigned kInputs = 4;
constexpr unsigned kRead = 8;  // channel command words
constexpr unsigned kWrite = 16;
constexpr unsigned kSense = 24;
constexpr unsigned kPacked = 32;
constexpr unsigned kDigits = 40;
constexpr unsigned kSenseByte = 48;
constexpr unsigned kNumber = 50;
constexpr unsigned kInput = 0x40;
constexpr unsigned kInputSize = 256;
constexpr unsigned kText = kInput + 6;  // behind AID, cursor and the address of the field
constexpr unsigned kOutput = kInput + kInputSize;

enum State : std::uint8_t { Idle, Reading, Writing, Sensing };

constexpr std::uint32_t kOrigin = 0x800;

Storage block(unsigned displacement) {
  return {displacement, R11};
}

Storage output(std::size_t at) {
  return block(kOutput + static_cast<unsigned>(at));
}

std::string psw(unsigned channels, bool waits, std::uint32_t address) {
  return big_endian(channels, 1) + big_endian(waits ? 2 : 0, 1) + big_endian(address, 6);
}

constexpr auto kReadySize = static_cast<unsigned>(std::string_view(kEchoGuestReady).size());

// In R12 is the program, in R10 the device, in R11 its block, in R3 how much was typed.
class Guest {
 public:
  Guest(std::uint16_t first, std::size_t devices)
      : first_(code_.constant(big_endian(first, 4))),
        number_(code_.constant(big_endian(devices, 4))) {
    make_blocks();
    announce();
    wait();
    take_interrupt();
    take_input();
    answer();
    start_io();
  }
  [[nodiscard]] std::string storage() const;

 private:
  void make_blocks();
  void announce();
  void wait();
  void take_interrupt();
  void take_input();
  void answer();
  void start_io();
  // The digits of so many bytes, at `to`.
  void show_hex(const Storage& bytes, std::size_t count, std::size_t to);

  EchoScreen screen_ = echo_screen();
  Program code_{kOrigin, R12};
  Label start_ = code_.label();
  Label wait_ = code_.label();
  Label interrupt_ = code_.label();
  Label status_ = code_.label();
  Label input_ = code_.label();
  Label answer_ = code_.label();
  Label ended_ = code_.label();
  Label start_io_ = code_.label();
  Label first_;
  Label number_;
  Label blocks_ = code_.constant(big_endian(kBlocks, 4));
  Label block_size_ = code_.constant(big_endian(1U << kBlockBits, 4));
  Label waiting_ = code_.constant(psw(0xFE, true, 0));  // all channels may interrupt
  Label ready_ = code_.constant(ebcdic(kEchoGuestReady));
  Label template_ = code_.constant(screen_.stream);
  Label size_ = code_.constant(ebcdic("SIZE"));
  Label size_length_ = code_.constant(big_endian(4, 2));
  Label before_text_ = code_.constant(big_endian(kText - kInput, 2));
  Label most_text_ = code_.constant(big_endian(kEchoTyped, 2));
  Label hex_ = code_.constant(std::string(240, '\0') + ebcdic("0123456789ABCDEF"));
};

void Guest::make_blocks() {
  code_.place(start_);
  code_.add(RX::LA, R12, Storage::absolute(kOrigin));
  code_.add(RX::L, R11, blocks_);
  code_.add(RX::L, R2, number_);
  const Label next = code_.label();
  code_.place(next);
  const auto make_command = [this](unsigned at, std::uint8_t code, unsigned data, unsigned size) {
    code_.add(RX::LA, R1, block(data));
    code_.add(RX::ST, R1, block(at));
    code_.add(SI::MVI, block(at), code);
    code_.add(RX::LA, R1, Storage::absolute(size));
    code_.add(RX::ST, R1, block(at + 4));
    code_.add(SI::MVI, block(at + 4), kAnyLength);
  };
  make_command(kRead, kReadModified, kInput, kInputSize);
  make_command(kWrite, kEraseWrite, kOutput, static_cast<unsigned>(screen_.stream.size()));
  make_command(kSense, kSenseCommand, kSenseByte, 1);
  code_.add(RX::A, R11, block_size_);
  code_.bct(R2, next);
}

// A command at the operator's console, by the code of VM for that.
void Guest::announce() {
  code_.add(RX::LA, R1, ready_);
  code_.add(RX::LA, R2, Storage::absolute(kReadySize));
  code_.diagnose(R1, R2, 8);
}

void Guest::wait() {
  code_.place(wait_);
  code_.lpsw(waiting_);
}

void Guest::take_interrupt() {
  code_.place(interrupt_);
  code_.add(RX::LH, R10, Storage::absolute(kInterruptedBy));
  code_.add(RR::LR, R1, R10);
  code_.add(RX::S, R1, first_);
  code_.add(BC::BM, wait_);
  code_.add(RX::C, R1, number_);
  code_.add(BC::BNL, wait_);
  code_.sll(R1, kBlockBits);
  code_.add(RX::L, R11, blocks_);
  code_.add(RR::AR, R11, R1);

  code_.place(status_);
  const Label failed = code_.label();
  const Label attention = code_.label();
  code_.add(SI::TM, Storage::absolute(kUnitStatus), kUnitCheck);
  code_.add(BC::BO, failed);
  code_.add(SI::TM, Storage::absolute(kChannelStatus), kChannelErrors);
  code_.add(BC::BNZ, ended_);
  code_.add(SI::TM, Storage::absolute(kUnitStatus), kAttention);
  code_.add(BC::BO, attention);
  code_.add(SI::TM, Storage::absolute(kUnitStatus), kDeviceEnd);
  code_.add(BC::BZ, wait_);
  code_.add(SI::CLI, block(kState), Reading);
  code_.add(BC::BE, input_);
  code_.add(SI::CLI, block(kState), Idle);
  code_.add(BC::BNE, ended_);
  // The device has become ready: a terminal has come.
  code_.add(RR::SR, R1, R1);
  code_.add(RX::ST, R1, block(kInputs));
  code_.add(SI::MVI, block(kInput), 0);
  code_.add(RR::SR, R3, R3);
  code_.add(BC::B, answer_);

  code_.place(ended_);
  code_.add(SI::MVI, block(kState), Idle);
  code_.add(BC::B, wait_);

  code_.place(attention);
  code_.add(SI::MVI, block(kState), Reading);
  code_.add(RX::LA, R1, block(kRead));
  code_.add(BC::B, start_io_);

  code_.place(failed);
  code_.add(SI::MVI, block(kState), Sensing);
  code_.add(RX::LA, R1, block(kSense));
  code_.add(BC::B, start_io_);
}

void Guest::take_input() {
  code_.place(input_);
  code_.add(RX::L, R1, block(kInputs));
  code_.add(RX::LA, R1, Storage(1, R1));
  code_.add(RX::ST, R1, block(kInputs));
  const Label any = code_.label();
  const Label fits = code_.label();
  code_.add(RX::LA, R3, Storage::absolute(kInputSize));
  code_.add(RX::SH, R3, Storage::absolute(kResidualCount));
  code_.add(RX::SH, R3, before_text_);
  code_.add(BC::BNM, any);
  code_.add(RR::SR, R3, R3);
  code_.place(any);
  code_.add(RX::CH, R3, most_text_);
  code_.add(BC::BNH, fits);
  code_.add(RX::LH, R3, most_text_);
  code_.place(fits);
}

void Guest::answer() {
  code_.place(answer_);
  code_.add(SS::MVC, screen_.stream.size(), block(kOutput), template_);
  code_.add(SI::MVI, block(kWrite), kEraseWrite);
  code_.add(RX::STH, R10, block(kNumber));
  show_hex(block(kNumber), 2, screen_.device);
  code_.add(SS::MVC, 4, output(screen_.hidden_device), output(screen_.device));
  show_hex(block(kInput), 1, screen_.aid);
  code_.add(RX::L, R1, block(kInputs));
  code_.add(RX::CVD, R1, block(kPacked));
  code_.unpk(8, output(screen_.inputs), 8, block(kPacked));
  code_.add(SI::OI, output(screen_.inputs + 7), 0xF0);  // its sign becomes a digit

  const Label written = code_.label();
  const Label move = code_.label();
  code_.add(RR::LTR, R3, R3);
  code_.add(BC::BZ, written);
  code_.add(RR::LR, R1, R3);
  code_.add(RR::BCTR, R1, R0);
  code_.add(RX::EX, R1, move);
  code_.add(RX::CH, R3, size_length_);
  code_.add(BC::BNE, written);
  code_.add(SS::CLC, 4, block(kText), size_);
  code_.add(BC::BNE, written);
  code_.add(SI::MVI, block(kWrite), kEraseWriteAlternate);
  code_.add(SI::MVI, output(screen_.fill), static_cast<std::uint8_t>(ebcdic(".").front()));
  code_.add(BC::B, written);
  code_.place(move);  // run by EX, which brings the length
  code_.add(SS::MVC, 1, output(screen_.typed), block(kText));
  code_.place(written);
  code_.add(SI::MVI, block(kState), Writing);
  code_.add(RX::LA, R1, block(kWrite));
}

// With the command at R1.
void Guest::start_io() {
  code_.place(start_io_);
  code_.add(RX::ST, R1, Storage::absolute(kChannelAddress));
  const Label again = code_.label();
  code_.place(again);
  code_.sio(R10);
  code_.add(BC::Started, wait_);
  code_.add(BC::Busy, again);
  code_.add(BC::NotThere, ended_);
  code_.add(BC::B, status_);  // it has stored one
}

void Guest::show_hex(const Storage& bytes, std::size_t count, std::size_t to) {
  // One more byte: UNPK turns the last one's digits around.
  code_.unpk(2 * count + 1, block(kDigits), count + 1, bytes);
  code_.add(SS::TR, 2 * count, block(kDigits), hex_);
  code_.add(SS::MVC, 2 * count, output(to), block(kDigits));
}

std::string Guest::storage() const {
  std::string all(kOrigin, '\0');
  const auto put = [&all](unsigned at, const std::string& bytes) {
    all.replace(at, bytes.size(), bytes);
  };
  // What must not happen stops the machine, with an address that says what it was.
  for (const unsigned never : {kExternalNewPsw, kSupervisorNewPsw, kProgramNewPsw, kCheckNewPsw}) {
    put(never, psw(0, true, 0xBAD000 + never));
  }
  put(kIplPsw, psw(0, false, code_.address(start_)));
  put(kIoNewPsw, psw(0, false, code_.address(interrupt_)));
  return all + code_.finished();
}

}  // namespace
}  // namespace e2e::s370

namespace e2e {

std::string echo_guest(std::uint16_t first, std::size_t devices) {
  return s370::Guest(first, devices).storage();
}

}  // namespace e2e
