using System.Security.Cryptography;
using System.Text;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.Thresholds;

public sealed class OperatingPointFileTests
{
    private static readonly DateTimeOffset Passed = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    internal static OperatingPoint Point() => new()
    {
        Name = "newsroom", Version = 3, EngineVersion = "0.1.0", PolicyHash = new string('a', 64),
        Detectors = new Dictionary<string, string> { ["JpegGhost"] = "1.0", ["CopyMove"] = "1.1" },
        Weights = new Dictionary<string, string>(),
        Calibration = new Calibration(
            [new Calibrator { Id = "JpegGhost-logistic@0123456789ab", DetectorId = "JpegGhost", DetectorVersion = "1.0", ScoreName = "share", Knots = [new(-1, -2, -2.5, -1), new(2.5, 3, 2, 3.25)] }],
            [new FusionModel("fusion@0123456789ab", Question.LocallyEdited, 0.1, [new FusionTerm("JpegGhost", 0.8, -0.1)], -3, 4)]),
        Promises = [new Promise(Question.LocallyEdited, double.PositiveInfinity, -1.5, false, 0.01, 0.05, 0.1, new string('b', 64), "calibrate", 400, 300)],
        Gates = [new PassedGate(Question.LocallyEdited, "edited 1", new string('c', 64), Passed, Passed.AddDays(90))],
    };

    private static string CodeOf(ReadOnlySpan<byte> file, ECDsa key, DateTimeOffset at)
    {
        try
        {
            OperatingPointFile.Read(file, key, at);
            return "none";
        }
        catch (OperatingPointException e)
        {
            return e.Code;
        }
    }

    private static ECDsa Key() => OperatingKey.ReadPrivate(OperatingKey.Make().Private);

    [Fact]
    public void What_was_signed_is_read_again_infinities_included()
    {
        using var key = Key();
        var file = OperatingPointFile.Sign(Point(), key);
        var read = OperatingPointFile.Read(file, key, Now);
        Assert.Equal(double.PositiveInfinity, read.Promises[0].FlagFrom);
        Assert.Contains("\"Infinity\"", Encoding.UTF8.GetString(file));
        Assert.Equal(CanonicalJson.Hash(Point()), CanonicalJson.Hash(read));
        Assert.Equal(Point().Calibration.Calibrators[0].Knots, read.Calibration.Calibrators[0].Knots);
    }

    [Fact]
    public void A_public_key_is_enough_to_read_and_not_to_sign()
    {
        var (priv, pub) = OperatingKey.Make();
        using var signing = OperatingKey.ReadPrivate(priv);
        using var reading = OperatingKey.ReadPublic(pub);
        Assert.Equal(OperatingKey.Id(signing), OperatingKey.Id(reading));
        Assert.Equal("newsroom", OperatingPointFile.Read(OperatingPointFile.Sign(Point(), signing), reading, Now).Name);
        Assert.Equal(Codes.OperatingPointKey, Assert.Throws<OperatingPointException>(() => OperatingKey.ReadPrivate(pub)).Code);
        Assert.Equal(Codes.OperatingPointKey, Assert.Throws<OperatingPointException>(() => OperatingKey.ReadPublic("no key")).Code);
    }

    [Fact]
    public void A_change_of_any_byte_of_the_point_is_noticed()
    {
        using var key = Key();
        var file = OperatingPointFile.Sign(Point(), key);
        var start = "{\n\"operatingPoint\": ".Length;
        var end = Encoding.UTF8.GetString(file).IndexOf(",\n\"signature\"", StringComparison.Ordinal);
        Assert.True(end > start + 500);
        for (var i = start; i < end; i++)
        {
            var changed = (byte[])file.Clone();
            changed[i] ^= 1;
            // A broken brace or quote is malformed before any signature is looked at; nothing is ever accepted.
            Assert.Contains(CodeOf(changed, key, Now), new[] { Codes.OperatingPointChanged, Codes.OperatingPointMalformed });
        }
        Assert.Equal(Codes.OperatingPointChanged, CodeOf(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("\"risk\": 0.1", "\"risk\":  0.1")), key, Now));
    }

    [Fact]
    public void A_change_of_any_byte_of_the_signature_is_noticed()
    {
        using var key = Key();
        var file = OperatingPointFile.Sign(Point(), key);
        for (var i = Encoding.UTF8.GetString(file).IndexOf("\"signature\"", StringComparison.Ordinal); i < file.Length - 3; i++)
        {
            if (file[i] is (byte)' ' or (byte)'\n') continue;
            var changed = (byte[])file.Clone();
            changed[i] ^= 1;
            Assert.NotEqual("none", CodeOf(changed, key, Now));
        }
    }

    [Fact]
    public void Every_way_of_being_unusable_has_its_code()
    {
        using var key = Key();
        using var other = Key();
        var file = OperatingPointFile.Sign(Point(), key);
        var text = Encoding.UTF8.GetString(file);
        Assert.Equal(Codes.OperatingPointWrongKey, CodeOf(file, other, Now));
        Assert.Equal(Codes.OperatingPointExpired, CodeOf(file, key, Passed.AddDays(91)));
        Assert.Equal(Codes.OperatingPointUnsigned, CodeOf(Encoding.UTF8.GetBytes(text[..text.IndexOf(",\n\"signature\"", StringComparison.Ordinal)] + "}"), key, Now));
        // Whoever signs again with a key of their own is still not the one trusted, whatever key id they write.
        var forged = Encoding.UTF8.GetString(OperatingPointFile.Sign(Point() with { Version = 4 }, other)).Replace(OperatingKey.Id(other), OperatingKey.Id(key));
        Assert.Equal(Codes.OperatingPointChanged, CodeOf(Encoding.UTF8.GetBytes(forged), key, Now));
        Assert.All(new[] { "", "null", "[]", "{}", "{\"operatingPoint\":1,\"operatingPoint\":2}", text + "x", text[..^20], "{\"operatingPoint\":{},\"more\":1}" },
            broken => Assert.Equal(Codes.OperatingPointMalformed, CodeOf(Encoding.UTF8.GetBytes(broken), key, Now)));
    }

    [Fact]
    public void A_point_that_contradicts_itself_is_not_signed()
    {
        using var key = Key();
        var promise = Point().Promises[0];
        var calibrator = Point().Calibration.Calibrators[0];
        OperatingPoint With(params CalibrationKnot[] knots) => Point() with { Calibration = new Calibration([calibrator with { Knots = knots }], []) };
        OperatingPoint[] wrong =
        [
            Point() with { Version = 0 },
            Point() with { Promises = [promise with { FlagFrom = -2 }] },
            Point() with { Promises = [promise with { FlagFrom = double.NaN }] },
            Point() with { Promises = [promise, promise] },
            Point() with { Detectors = new Dictionary<string, string> { ["JpegGhost"] = "1.1" } },
            With(),
            With(new(0, 1, 0, 2), new(1, 0, 0, 2)),
            With(new(0, 1, 0, 2), new(0, 1, 0, 2)),
            With(new CalibrationKnot(0, 1, 2, 3)),
            With(new CalibrationKnot(0, double.NaN, 0, 0)),
            With(new CalibrationKnot(double.PositiveInfinity, 0, 0, 0)),
        ];
        Assert.All(wrong, point => Assert.Equal(Codes.OperatingPointMalformed, Assert.Throws<OperatingPointException>(() => OperatingPointFile.Sign(point, key)).Code));
    }
}
