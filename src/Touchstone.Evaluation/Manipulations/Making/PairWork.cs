using System.Globalization;
using System.Reflection;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>The making of one manipulated item and its counterpart.</summary>
internal sealed record PairWork(MakeRequest Request, Manipulation Manipulation, SourceMedium Target, SourceMedium? Donor, SaveForm Form)
{
    internal static string Tool { get; } = "touchstone " + typeof(PairWork).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    internal required ulong Seed { get; init; }

    internal required int Index { get; init; }

    internal required string Scratch { get; init; }

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Index:00000}");

    internal Task<(MadeItem[]? Items, Fault? Fault)> MakeAsync(Seeded chance, CancellationToken cancel) => Manipulation switch
    {
        ImageManipulation image => ImageAsync(image, chance, cancel),
        VoiceManipulation voice => VoiceAsync(voice, chance, cancel),
        _ => throw new InvalidOperationException($"{Manipulation.Name} is of no known kind."),
    };

    private async Task<(MadeItem[]?, Fault?)> ImageAsync(ImageManipulation manipulation, Seeded chance, CancellationToken cancel)
    {
        if (!PixelFile.Load(Target.Path, cancel).TryGet(out var target, out var fault)) return (null, fault);
        Media.Pixels.RgbImage? donor = null;
        if (Donor is not null && !PixelFile.Load(Donor.Path, cancel).TryGet(out donor, out fault)) return (null, fault);
        if (!manipulation.Apply(new ImageEdit(target, donor, chance) { Cancel = cancel, Face = Face() }).TryGet(out var edited, out fault)) return (null, fault);
        var mask = edited.Mask is null ? null : PixelFile.Mask(edited.Mask, edited.Image.Width);
        return await WritePairAsync(Form.Save(edited.Image), Manipulated(edited.Parameters), mask, Form.Save(edited.Counterpart ?? target), cancel);
    }

    private async Task<(MadeItem[]?, Fault?)> VoiceAsync(VoiceManipulation manipulation, Seeded chance, CancellationToken cancel)
    {
        if (!SoundFile.Load(Target.Path, cancel).TryGet(out var target, out var fault)) return (null, fault);
        var rate = target.SampleRateHz;
        float[]? donor = null;
        if (Donor is not null)
        {
            if (!SoundFile.Load(Donor.Path, cancel).TryGet(out var other, out fault)) return (null, fault);
            if (other.SampleRateHz != rate) return (null, Fault.Absent(Codes.MakeNoDonor, $"The donor has {other.SampleRateHz} samples per second, the target {rate}. Give sources of one rate."));
            donor = other.Samples;
        }
        if (!manipulation.Apply(new VoiceEdit(target.Samples, donor, rate, chance) { Cancel = cancel }).TryGet(out var edited, out fault)) return (null, fault);
        var saved = await Form.SaveAsync(edited.Samples, rate, Scratch, cancel);
        var counterpart = await Form.SaveAsync(edited.Counterpart ?? target.Samples, rate, Scratch, cancel);
        if (saved is null || counterpart is null) return (null, Fault.Absent(Codes.MakeNoEncoder, $"ffmpeg cannot save {Form.Name} here. Install ffmpeg with this encoder, or choose another form."));
        string Seconds(int samples) => ((double)samples / rate).ToString("0.0000", CultureInfo.InvariantCulture);
        var intervals = string.Join(';', edited.Changed.Select(c => $"{Seconds(c.Start)}-{Seconds(c.End)}"));
        return await WritePairAsync(saved, Manipulated(edited.Parameters) with { IntervalsSeconds = intervals }, null, counterpart, cancel);
    }

    // Filling a clear sky with sky may leave nothing once it is saved; such an item would bear both labels.
    private async Task<(MadeItem[]?, Fault?)> WritePairAsync(byte[] saved, MadeItem item, byte[]? mask, byte[] counterpart, CancellationToken cancel)
    {
        if (saved.AsSpan().SequenceEqual(counterpart)) return (null, Fault.Absent(Codes.MakeUnchanged, $"Saved as {Form.Name}, it is its counterpart byte for byte: nothing was changed that this form keeps."));
        var manipulated = await WriteAsync(saved, item, mask, cancel);
        return (Request.WithCounterparts ? [manipulated, await WriteAsync(counterpart, Counterpart(), null, cancel)] : [manipulated], null);
    }

    private MadeItem Manipulated(IReadOnlyDictionary<string, string> parameters) => Item(Manipulation.Name, Target.Kind == MediaKind.Audio && Manipulation.Questions.Contains(Question.VoiceSynthetic) ? "spoof" : "forged") with
    {
        Questions = [.. Manipulation.Questions.Select(q => q.ToString())], Parameters = parameters, History = Manipulation.History,
        Parents = Donor is null ? [Parent("target", Target)] : [Parent("target", Target), Parent("donor", Donor)],
    };

    private MadeItem Counterpart() => Item("none", Target.Kind == MediaKind.Audio && Manipulation.Questions.Contains(Question.VoiceSynthetic) ? "bonafide" : "real");

    // Names of both classes are alike: nothing but the manifest tells them apart.
    private MadeItem Item(string operation, string label) => new()
    {
        Path = $"media/{Stem}{(operation == "none" ? "b" : "a")}{Form.Extension}", Sha256 = "", Label = label, Operation = operation, Seed = Seed, Save = Form.Name,
        Parents = [Parent("target", Target)], Subject = Target.Column("subject") is { Length: > 0 } s ? s : Target.Cluster == Target.Path ? "" : Target.Cluster, Session = Target.Session,
        Carried = Target.Columns, Tool = Tool,
    };

    private static ParentMedium Parent(string role, SourceMedium medium) => new(role, Path.GetFileName(medium.Path), medium.Sha256, medium.Column("licence"));

    private async Task<MadeItem> WriteAsync(byte[] bytes, MadeItem item, byte[]? mask, CancellationToken cancel)
    {
        item = item with { Sha256 = Media.Sha256.Of(bytes).Hex };
        await File.WriteAllBytesAsync(Path.Combine(Request.Folder, item.Path), bytes, cancel);
        if (mask is not null)
        {
            item = item with { Mask = $"masks/{Path.GetFileNameWithoutExtension(item.Path)}.png", MaskSha256 = Media.Sha256.Of(mask).Hex };
            await File.WriteAllBytesAsync(Path.Combine(Request.Folder, item.Mask), mask, cancel);
        }
        var record = Path.Combine(Request.Folder, "records", Path.GetFileNameWithoutExtension(item.Path) + ".json");
        await File.WriteAllBytesAsync(record, MadeManifest.Record(item), cancel);
        return item;
    }

    // "cx,cy,rx,ry" in pixels, where the source's manifest says where the face is.
    private FaceEllipse? Face()
    {
        double[] numbers = [.. Target.Column("face").Split(',').Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN)];
        return numbers.Length == 4 && !numbers.Any(double.IsNaN) ? new FaceEllipse(numbers[0], numbers[1], numbers[2], numbers[3]) : null;
    }
}
