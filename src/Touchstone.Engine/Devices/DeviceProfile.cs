namespace Touchstone.Engine.Devices;

/// <summary>A picture the device is known by.</summary>
/// <param name="Name">File name, for people.</param>
/// <param name="Sha256">Digest of the file, lower-case hexadecimal.</param>
/// <param name="Pce">Peak-to-correlation energy against the fingerprint of the other half of the references; higher = more alike.</param>
public sealed record DeviceReference(string Name, string Sha256, double Pce);

/// <summary>What is stated of a device; nothing here is measured.</summary>
/// <param name="Name">What the laboratory calls it.</param>
/// <param name="Make">Maker as EXIF states it, or "".</param>
/// <param name="Model">Model as EXIF states it, or "".</param>
/// <param name="Serial">Serial number of the body as EXIF states it, or "".</param>
public sealed record DeviceStatement(string Name, string Make, string Model, string Serial);

/// <summary>An enrolled device: the noise its sensor leaves in every picture, and what the estimate of it rests on.</summary>
public sealed record DeviceProfile
{
    /// <summary>SHA-256 of the profile's content, lower-case hexadecimal: part of every finding made with it.</summary>
    public required string Id { get; init; }

    /// <summary>What is stated of it.</summary>
    public required DeviceStatement Statement { get; init; }

    /// <summary>Pixels per line of a full frame, as stored.</summary>
    public required int Width { get; init; }

    /// <summary>Lines of a full frame, as stored.</summary>
    public required int Height { get; init; }

    /// <summary>Relative response of each pixel against the mean, [Height, Width], row-major, without unit (0.01 = 1 % more); cleaned of what cameras share.</summary>
    public required float[] Fingerprint { get; init; }

    /// <summary>The pictures it was estimated from.</summary>
    public required IReadOnlyList<DeviceReference> References { get; init; }

    /// <summary>Share of the fingerprint's variance that belongs to the sensor, 0 to 1, by the correlation of two halves (Spearman and Brown); higher = better.</summary>
    public required double Quality { get; init; }

    /// <summary>How strongly a window should correlate, by its brightness and texture; null where the references did not suffice to fit it.</summary>
    public CorrelationPredictor? Predictor { get; init; }
}
