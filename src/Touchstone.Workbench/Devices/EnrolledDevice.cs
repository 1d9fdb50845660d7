using Touchstone.Engine.Devices;

namespace Touchstone.Workbench.Devices;

/// <summary>An enrolment.</summary>
/// <param name="Profile">The device; its id is set when it is written.</param>
/// <param name="Refused">Pictures that were not used, and why.</param>
/// <param name="Warnings">What a person should know before relying on it.</param>
public sealed record EnrolledDevice(DeviceProfile Profile, IReadOnlyList<(string Path, string Why)> Refused, IReadOnlyList<string> Warnings);
