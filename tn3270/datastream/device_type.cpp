#include "tn3270/datastream/device_type.h"

#include <algorithm>
#include <array>

namespace tn3270 {
namespace {

// In which of the two vocabularies a name exists.
enum class Vocabulary : std::uint8_t { Both, ClassicOnly };

struct Known {
  std::string_view name;  // without "IBM-" and "-E"
  DeviceFamily family;
  std::uint8_t model;
  Vocabulary vocabulary;
};

constexpr std::array kKnown{
    Known{"3278-2", DeviceFamily::D3278, 2, Vocabulary::Both},
    Known{"3278-3", DeviceFamily::D3278, 3, Vocabulary::Both},
    Known{"3278-4", DeviceFamily::D3278, 4, Vocabulary::Both},
    Known{"3278-5", DeviceFamily::D3278, 5, Vocabulary::Both},
    Known{"3279-2", DeviceFamily::D3279, 2, Vocabulary::Both},
    Known{"3279-3", DeviceFamily::D3279, 3, Vocabulary::Both},
    Known{"3279-4", DeviceFamily::D3279, 4, Vocabulary::Both},
    Known{"3279-5", DeviceFamily::D3279, 5, Vocabulary::Both},
    Known{"DYNAMIC", DeviceFamily::Dynamic, 0, Vocabulary::Both},
    Known{"3287-1", DeviceFamily::P3287, 1, Vocabulary::Both},
    Known{"3277-2", DeviceFamily::D3277, 2, Vocabulary::ClassicOnly},
    Known{"3178-2", DeviceFamily::D3178, 2, Vocabulary::ClassicOnly},
    Known{"3179-2", DeviceFamily::D3179, 2, Vocabulary::ClassicOnly},
    Known{"3180-2", DeviceFamily::D3180, 2, Vocabulary::ClassicOnly},
};

constexpr std::string_view kPrefix = "IBM-";
constexpr std::string_view kExtended = "-E";
constexpr std::size_t kLongestName = std::string_view("IBM-DYNAMIC-E").size();

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

// `name` in upper case, without prefix.
std::optional<DeviceType> find(std::string_view name) {
  const bool extended = name.ends_with(kExtended);
  if (extended) {
    name.remove_suffix(kExtended.size());
  }
  const auto* const found = std::find_if(kKnown.begin(), kKnown.end(),
                                         [&](const Known& known) { return known.name == name; });
  if (found == kKnown.end()) {
    return std::nullopt;
  }
  return DeviceType{.family = found->family, .model = found->model, .extended = extended};
}

// 3180-2 is a model 5 in all but its name.
constexpr std::uint8_t kModelOfA3180 = 5;

bool classic_only(const DeviceType& device) {
  return std::any_of(kKnown.begin(), kKnown.end(), [&](const Known& known) {
    return known.family == device.family && known.vocabulary == Vocabulary::ClassicOnly;
  });
}

}  // namespace

std::optional<DeviceType> DeviceType::from_tn3270e(std::string_view name) {
  if (name.size() > kLongestName) {
    return std::nullopt;
  }
  const std::string text = upper(name);
  if (!text.starts_with(kPrefix)) {
    return std::nullopt;
  }
  const auto device = find(std::string_view(text).substr(kPrefix.size()));
  if (!device || classic_only(*device)) {
    return std::nullopt;
  }
  // RFC 2355 7.1.1: the printer and the dynamic display have no -E form.
  if (device->extended && (device->printer() || device->dynamic())) {
    return std::nullopt;
  }
  return device;
}

std::optional<DeviceType> DeviceType::from_terminal_type(std::string_view name) {
  if (name.size() > kLongestName) {
    return std::nullopt;
  }
  const std::string text = upper(name);
  std::string_view rest = text;
  if (rest.starts_with(kPrefix)) {
    rest.remove_prefix(kPrefix.size());
  }
  return find(rest);
}

std::string DeviceType::name() const {
  std::string text(kPrefix);
  const auto* const found = std::find_if(kKnown.begin(), kKnown.end(), [this](const Known& known) {
    return known.family == family && known.model == model;
  });
  text += found == kKnown.end() ? std::string_view("UNKNOWN") : found->name;
  if (extended) {
    text += kExtended;
  }
  return text;
}

std::string DeviceType::tn3270e_name() const {
  DeviceType nearest{.family = family, .model = model, .extended = extended};
  if (printer() || dynamic()) {
    nearest.extended = false;
  } else {
    nearest.family = DeviceFamily::D3278;
    nearest.model = family == DeviceFamily::D3180 ? kModelOfA3180 : model;
  }
  return nearest.name();
}

ScreenSizes DeviceType::sizes() const {
  constexpr ScreenSize kModel3{32, 80};
  constexpr ScreenSize kModel4{43, 80};
  constexpr ScreenSize kModel5{27, 132};
  if (dynamic()) {
    return queried.value_or(ScreenSizes{});
  }
  if (family == DeviceFamily::D3180) {
    return {kModel2, kModel5};
  }
  switch (model) {
    case 3:
      return {kModel2, kModel3};
    case 4:
      return {kModel2, kModel4};
    case 5:
      return {kModel2, kModel5};
    default:
      return {kModel2, kModel2};
  }
}

}  // namespace tn3270
