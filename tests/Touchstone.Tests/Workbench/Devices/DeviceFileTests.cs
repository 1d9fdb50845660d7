using System.Security.Cryptography;
using Touchstone.Engine.Devices;
using Touchstone.Media;
using Touchstone.Numerics;
using Touchstone.Workbench.Devices;

namespace Touchstone.Tests.Workbench.Devices;

/// <summary>Origin of the vectors: made here, a seeded pattern.</summary>
public sealed class DeviceFileTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256), _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    private static DeviceProfile Profile()
    {
        var chance = new Seeded(9);
        return new DeviceProfile
        {
            Id = "", Statement = new DeviceStatement("A", "Maker", "Model", "12"), Width = 72, Height = 65, Quality = 0.5,
            Fingerprint = [.. Enumerable.Range(0, 72 * 65).Select(_ => (float)(0.01 * chance.NextNormal()))],
            References = [new DeviceReference("a.jpg", new string('a', 64), 123.5)], Predictor = new CorrelationPredictor(new double[CorrelationPredictor.Terms], 0.1, 0.2),
        };
    }

    private byte[] Write(ECDsa? key) => DeviceFile.Write(Profile(), new DateOnly(2026, 11, 23), key);

    private static string Refused(byte[] file, ECDsa? key) => Assert.Throws<DeviceException>(() => DeviceFile.Read(file, Limits.Default, key)).Code;

    [Fact]
    public void What_was_written_is_read_and_rounding_costs_next_to_nothing()
    {
        var (written, read) = (Profile(), DeviceFile.Read(Write(_key), Limits.Default, _key));
        Assert.Equal((written.Statement, written.Width, written.Height, written.Quality), (read.Statement, read.Width, read.Height, read.Quality));
        Assert.Equal(written.References, read.References);
        Assert.Equal(written.Predictor!.Coefficients, read.Predictor!.Coefficients);
        double product = written.Fingerprint.Zip(read.Fingerprint, (a, b) => (double)a * b).Sum(), one = written.Fingerprint.Sum(a => (double)a * a), two = read.Fingerprint.Sum(a => (double)a * a);
        Assert.InRange(product / Math.Sqrt(one * two), 0.9995, 1);
        Assert.Equal(64, read.Id.Length);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var file = Write(null);
        for (var at = 0; at < file.Length; at += 7)
        {
            var changed = (byte[])file.Clone();
            changed[at] ^= 1;
            Assert.Throws<DeviceException>(() => DeviceFile.Read(changed, Limits.Default, null));
        }
        for (var length = 0; length < file.Length; length += 61) Assert.Throws<DeviceException>(() => DeviceFile.Read(file.AsSpan(0, length), Limits.Default, null));
    }

    [Fact]
    public void A_key_asks_for_its_own_signature()
    {
        Assert.Equal(Codes.DeviceUnsigned, Refused(Write(null), _key));
        Assert.Equal(Codes.DeviceWrongKey, Refused(Write(_other), _key));
        var signed = Write(_key);
        var place = System.Text.Encoding.ASCII.GetString(signed).LastIndexOf("\"value\":\"", StringComparison.Ordinal) + 12;
        signed[place] = signed[place] == (byte)'A' ? (byte)'B' : (byte)'A';
        Assert.Equal(Codes.DeviceChanged, Refused(signed, _key));
        Assert.Equal(DeviceFile.Read(Write(null), Limits.Default, null).Id, DeviceFile.Read(Write(_other), Limits.Default, null).Id);
    }

    [Fact]
    public void A_frame_beyond_the_limits_is_refused_before_anything_is_allocated() =>
        Assert.Equal(Codes.DeviceMalformed, Assert.Throws<DeviceException>(() => DeviceFile.Read(Write(null), new Limits { MaximumDetectorPixels = 4000 }, null)).Code);
}
