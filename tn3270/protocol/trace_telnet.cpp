#include "tn3270/protocol/trace_telnet.h"

#include <algorithm>
#include <utility>

#include "config/limits.h"

namespace tn3270 {
namespace {

constexpr std::uint8_t kOneIac = telnet::kIac;

}  // namespace

std::optional<TraceTelnet::Event> TraceTelnet::next(Bytes& in) {
  if (pending_) {
    return std::exchange(pending_, std::nullopt);
  }
  while (!in.empty()) {
    if (state_ == State::Data && in.front() != telnet::kIac) {
      const auto end = std::find(in.begin(), in.end(), telnet::kIac);
      const Bytes run = in.first(static_cast<std::size_t>(end - in.begin()));
      in = in.subspan(run.size());
      return Data{run};
    }
    const std::uint8_t byte = in.front();
    in = in.subspan(1);
    if (auto event = step(byte)) {
      return event;
    }
  }
  return std::nullopt;
}

std::optional<TraceTelnet::Event> TraceTelnet::step(std::uint8_t byte) {
  switch (state_) {
    case State::Data:
      state_ = State::Iac;
      return std::nullopt;
    case State::Iac:
      return after_iac(byte);
    case State::Option:
      state_ = State::Data;
      return Verb{verb_, byte};
    case State::SbOption:
      subnegotiation_ = Subnegotiation{};
      subnegotiation_.option = byte;
      state_ = State::Sb;
      return std::nullopt;
    case State::Sb:
      if (byte == telnet::kIac) {
        state_ = State::SbIac;
      } else {
        keep(byte);
      }
      return std::nullopt;
    case State::SbIac:
      return after_iac_in_subnegotiation(byte);
  }
  return std::nullopt;
}

std::optional<TraceTelnet::Event> TraceTelnet::after_iac(std::uint8_t byte) {
  state_ = State::Data;
  switch (byte) {
    case telnet::kIac:
      return Data{Bytes(&kOneIac, 1)};
    case static_cast<std::uint8_t>(telnet::Verb::Will):
    case static_cast<std::uint8_t>(telnet::Verb::Wont):
    case static_cast<std::uint8_t>(telnet::Verb::Do):
    case static_cast<std::uint8_t>(telnet::Verb::Dont):
      verb_ = static_cast<telnet::Verb>(byte);
      state_ = State::Option;
      return std::nullopt;
    case telnet::kSb:
      state_ = State::SbOption;
      return std::nullopt;
    default:
      return Command{byte};
  }
}

std::optional<TraceTelnet::Event> TraceTelnet::after_iac_in_subnegotiation(std::uint8_t byte) {
  if (byte == telnet::kIac) {
    keep(byte);
    state_ = State::Sb;
    return std::nullopt;
  }
  Subnegotiation done = std::exchange(subnegotiation_, Subnegotiation{});
  state_ = State::Data;
  done.ended = byte == telnet::kSe;
  if (!done.ended) {
    pending_ = after_iac(byte);
  }
  return done;
}

void TraceTelnet::keep(std::uint8_t byte) {
  if (subnegotiation_.bytes.size() < config::limits::kSubnegotiation) {
    subnegotiation_.bytes.push_back(byte);
  } else {
    ++subnegotiation_.beyond;
  }
}

}  // namespace tn3270
