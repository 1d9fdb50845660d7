using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Engine.Devices;
using Touchstone.Media;
using Touchstone.Workbench.Signing;

namespace Touchstone.Workbench.Devices;

/// <summary>Enrolled devices as files.</summary>
/// <remarks>
/// <code>
/// offset  bytes   content
/// 0       8       "TSDEVICE"
/// 8       4       version 1, little-endian as all numbers
/// 12      4       n, length of the header
/// 16      n       header, JSON in UTF-8: device, size, step, quality, references with their hashes
/// 16+n    W·H     response of each pixel in steps, signed bytes, row-major
///         32      SHA-256 of all bytes before: the content hash, which is the device's id
///         rest    nothing, or the signature as JSON
/// </code>
/// Signed is the ASCII text "touchstone-device-1", a line feed, then the content hash, so that a signature made for anything else does not fit.
/// A byte holds ±4 standard deviations in 127 steps: rounding adds less than a thousandth to the variance.
/// </remarks>
public static class DeviceFile
{
    /// <summary>Longest header, bytes; a reference takes about 120.</summary>
    public const int MaximumHeaderBytes = 4 << 20;

    private const int Version = 1;
    private const int Preamble = 16;
    private const int HashBytes = 32;
    private const int MaximumSignatureBytes = 4096;
    private const float Deviations = 4;
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("TSDEVICE");
    private const string Signed = "touchstone-device-1";

    /// <summary>The file of a device; its id is the content hash, whatever the profile has there.</summary>
    /// <param name="profile">The device.</param>
    /// <param name="enrolled">The day it was enrolled.</param>
    /// <param name="key">The private key to sign with, or null.</param>
    public static byte[] Write(DeviceProfile profile, DateOnly enrolled, ECDsa? key)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var energy = profile.Fingerprint.Sum(v => (double)v * v);
        var step = (float)(Math.Sqrt(energy / profile.Fingerprint.Length) * Deviations / sbyte.MaxValue);
        var header = new DeviceHeader(profile.Statement, enrolled, Engine.Examination.CurrentEngineVersion, profile.Width, profile.Height, step, profile.Quality, profile.Predictor, profile.References);
        var json = JsonSerializer.SerializeToUtf8Bytes(header, DeviceHeader.Json);
        var content = new byte[Preamble + json.Length + profile.Fingerprint.Length];
        Magic.CopyTo(content, 0);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(12), json.Length);
        json.CopyTo(content, Preamble);
        for (var i = 0; i < profile.Fingerprint.Length; i++)
            content[Preamble + json.Length + i] = (byte)(sbyte)Math.Clamp(MathF.Round(profile.Fingerprint[i] / step), -sbyte.MaxValue, sbyte.MaxValue);
        var hash = SHA256.HashData(content);
        if (key is null) return [.. content, .. hash];
        return [.. content, .. hash, .. JsonSerializer.SerializeToUtf8Bytes(ContentSignature.Of(Signed, hash, key), DeviceHeader.Json)];
    }

    /// <summary>The device of a file whose content hash holds.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="limits">Bounds on the frame.</param>
    /// <param name="key">The public key it must be signed with, or null where no signature is asked for.</param>
    /// <exception cref="DeviceException">Not a device file, changed, not signed, or signed with another key.</exception>
    public static DeviceProfile Read(ReadOnlySpan<byte> file, Limits limits, ECDsa? key)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (file.Length < Preamble || !file.StartsWith(Magic)) throw Malformed("it does not begin as one");
        if (BinaryPrimitives.ReadInt32LittleEndian(file[8..]) is var version && version != Version) throw Malformed($"it is of version {version}; this program reads version {Version}");
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        if (length is < 2 or > MaximumHeaderBytes || Preamble + length > file.Length) throw Malformed("the length of its header is not right");
        var header = Header(file.Slice(Preamble, length));
        Require(header, limits);
        var end = Preamble + length + header.Width * header.Height;
        if (file.Length < end + HashBytes) throw Malformed("it is cut short");
        var hash = file.Slice(end, HashBytes);
        if (!hash.SequenceEqual(SHA256.HashData(file[..end]))) throw new DeviceException(Codes.DeviceChanged, "The device file is not what was written: its content hash does not hold.");
        if (key is not null) Verify(file[(end + HashBytes)..], hash, key);
        var fingerprint = new float[header.Width * header.Height];
        for (var i = 0; i < fingerprint.Length; i++) fingerprint[i] = (sbyte)file[Preamble + length + i] * header.Step;
        return new DeviceProfile
        {
            Id = Convert.ToHexStringLower(hash), Statement = header.Statement, Width = header.Width, Height = header.Height,
            Fingerprint = fingerprint, References = header.References, Quality = header.Quality, Predictor = header.Predictor,
        };
    }

    private static DeviceHeader Header(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<DeviceHeader>(json, DeviceHeader.Json) ?? throw Malformed("its header is empty");
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
    }

    private static void Require(DeviceHeader header, Limits limits)
    {
        if (header.Width < DeviceComparison.LeastSide || header.Height < DeviceComparison.LeastSide || (long)header.Width * header.Height > limits.MaximumDetectorPixels)
            throw Malformed($"a frame of {header.Width}×{header.Height} pixels is not between {DeviceComparison.LeastSide} a side and {limits.MaximumDetectorPixels:N0} in all");
        if (!(header.Step > 0 && float.IsFinite(header.Step))) throw Malformed("its step is no positive number");
        if (!(header.Quality is >= 0 and <= 1)) throw Malformed("its quality is not between 0 and 1");
        if (header.Predictor is { } predictor && (predictor.Coefficients.Length != CorrelationPredictor.Terms || !(predictor.Floor > 0 && predictor.Relative >= 0) || !predictor.Coefficients.All(double.IsFinite)))
            throw Malformed("its predictor is not one");
    }

    private static void Verify(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> hash, ECDsa key)
    {
        if (rest.Length == 0) throw new DeviceException(Codes.DeviceUnsigned, "The device file is not signed.");
        ContentSignature? signature = null;
        try
        {
            if (rest.Length <= MaximumSignatureBytes) signature = JsonSerializer.Deserialize<ContentSignature>(rest, DeviceHeader.Json);
        }
        catch (JsonException)
        {
            // Whatever stands there is no signature.
        }
        switch (signature?.Check(Signed, hash, key) ?? SignatureCheck.Malformed)
        {
            case SignatureCheck.Malformed: throw Malformed("its signature is not one");
            case SignatureCheck.OtherKey: throw new DeviceException(Codes.DeviceWrongKey, "The device file is signed with another key than the one trusted.");
            case SignatureCheck.Broken: throw new DeviceException(Codes.DeviceChanged, "The device file is not what was signed: it was changed afterwards.");
        }
    }

    private static DeviceException Malformed(string why) => new(Codes.DeviceMalformed, $"The file is no device file: {why}.");
}
