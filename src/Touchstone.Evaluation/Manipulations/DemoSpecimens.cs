using CliWrap;
using Touchstone.Media.Pixels;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Signing.Signers;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>A specimen the demonstration made, and what was done to it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Story">What was done, for the reader who compares it with the findings.</param>
public sealed record DemoSpecimen(string Path, string Story);

/// <summary>Makes specimens whose whole history is known: rendered, so that nobody's picture or voice is used.</summary>
public static class DemoSpecimens
{
    private const int Width = 1536;
    private const int Height = 1024;

    /// <summary>Writes the specimens into a folder; the videos only where ffmpeg is installed.</summary>
    /// <param name="folder">Created if missing.</param>
    /// <param name="now">When the signed ones are signed; their signer is made for this run, so that nobody trusts it.</param>
    /// <param name="cancel">Stops the making.</param>
    public static async Task<IReadOnlyList<DemoSpecimen>> MakeAsync(string folder, DateTimeOffset now, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var made = new List<DemoSpecimen>();
        async Task Add(string name, byte[] bytes, string story)
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(path, bytes, cancel);
            made.Add(new DemoSpecimen(path, story));
        }
        var camera = new SimulatedCamera(1);
        var photo = camera.Take(new RenderedScene(11), Width, Height, 1);
        await Add("1-camera.jpg", JpegWriter.Save(photo, 93, camera: true), "A picture as a camera saves it, once, at quality 93.");
        await Add("2-splice.jpg", JpegWriter.Save(Splice(photo).Image, 95, "Demo editor 1.0"), "An ellipse from a picture saved at quality 70 was pasted off its grid; the whole saved at 95.");
        await Add("3-copy-move.jpg", JpegWriter.Save(CopyMove(photo).Image, 95, "Demo editor 1.0"), "An ellipse of the shore was copied 560 pixels to the right; the whole saved at 95.");
        await Add("4-double-saved.jpg", JpegWriter.Save(DoubleSaved(photo).Image, 90, "Demo editor 1.0"), "Saved at quality 60, an ellipse replaced by never-saved pixels, then the whole saved at 90.");
        await Add("5-voice.wav", WavWriter.Write(SyntheticVoice.Speak(12, 5), SyntheticVoice.SampleRateHz), "A synthetic voice over steady room noise; not cut.");
        await Add("6-voice-cut.wav", WavWriter.Write(CutVoice(), SyntheticVoice.SampleRateHz), "The synthetic voice with 3 s from a noisier room put in at 5 s.");
        await AddVideosAsync(folder, camera, made, cancel);
        var signed = Signed(JpegWriter.Save(photo, 93, camera: true), now);
        await Add("9-signed.jpg", signed, "The first picture with Content Credentials, signed by an identity made for this run: they hold, and nobody vouches for the signer.");
        await Add("10-signed-edited.jpg", WithCredentialsOf(signed, JpegWriter.Save(CopyMove(photo).Image, 93)), "The signed picture with a part copied afterwards, its credentials kept: they are of other bytes.");
        return made;
    }

    /// <summary>A paste with a foreign JPEG history: its own block grid is shifted against the host's.</summary>
    public static Manipulated Splice(RgbImage photo)
    {
        var foreign = JpegWriter.Load(JpegWriter.Save(new SimulatedCamera(2).Take(new RenderedScene(23), Width, Height, 2), 70));
        return Paste.Ellipse(photo, foreign, (403, 505), (800, 530), (300, 240));
    }

    /// <summary>A part of the shore copied within the picture.</summary>
    public static Manipulated CopyMove(RgbImage photo) => Paste.Ellipse(photo, photo, (230, 820), (790, 830), (200, 160));

    /// <summary>A host saved before, with a patch that never was.</summary>
    public static Manipulated DoubleSaved(RgbImage photo)
    {
        var host = JpegWriter.Load(JpegWriter.Save(photo, 60));
        return Paste.Ellipse(host, photo, (512, 384), (512, 384), (384, 320));
    }

    private static byte[] Signed(byte[] picture, DateTimeOffset now)
    {
        var generator = new GeneratorInfo("Touchstone demonstration");
        var manifest = new ManifestBuilder(generator) { Title = "9-signed.jpg" }.Add(ManifestAction.Created(SourceType.AlgorithmicMedia) with { When = now, SoftwareAgent = generator });
        using var output = new MemoryStream();
        AssetSigner.Sign(AssetBytes.Of(picture), manifest, PrivateIdentity.Make("Touchstone demonstration", now).Signer(now), output);
        return output.ToArray();
    }

    // The APP11 segments, which hold the credentials, put after the start of another picture (ITU-T T.81 B.1.1.4: marker, length with itself, content).
    private static byte[] WithCredentialsOf(byte[] signed, byte[] picture)
    {
        List<byte> segments = [];
        for (var at = 2; signed[at + 1] != 0xDA; at += 2 + (signed[at + 2] << 8 | signed[at + 3]))
            if (signed[at + 1] == 0xEB) segments.AddRange(signed.AsSpan(at, 2 + (signed[at + 2] << 8 | signed[at + 3])));
        return [.. picture.AsSpan(0, 2), .. segments, .. picture.AsSpan(2)];
    }

    private static float[] CutVoice()
    {
        var quiet = SyntheticVoice.Speak(12, 5);
        var noisy = SyntheticVoice.Speak(3, 6, noiseLevel: 0.008);
        return [.. quiet.AsSpan(0, 5 * SyntheticVoice.SampleRateHz), .. noisy, .. quiet.AsSpan(5 * SyntheticVoice.SampleRateHz)];
    }

    private static async Task AddVideosAsync(string folder, SimulatedCamera camera, List<DemoSpecimen> made, CancellationToken cancel)
    {
        if (!Ffmpeg.IsInstalled) return;
        var whole = Path.Combine(folder, "7-video.mp4");
        var cut = Path.Combine(folder, "8-video-cut.mp4");
        if (!await EncodeAsync(whole, camera, cancel)) return;
        made.Add(new DemoSpecimen(whole, "A slow pan over a rendered scene, then another scene: two shots, encoded once."));
        if (await Ffmpeg.RunAsync(["-ss", "1.3", "-i", whole, "-t", "4", "-c", "copy", cut], null, cancel))
            made.Add(new DemoSpecimen(cut, "The same video cut at 1.3 s without re-encoding: the edit list hides what lies before."));
    }

    private static Task<bool> EncodeAsync(string path, SimulatedCamera camera, CancellationToken cancel)
    {
        const int width = 640, height = 360, frames = 150;
        RenderedScene[] scenes = [new(11), new(31)];
        var pictures = PipeSource.Create(async (pipe, stop) =>
        {
            for (var f = 0; f < frames; f++)
            {
                var frame = camera.Take(scenes[f < 90 ? 0 : 1], width, height, (ulong)f + 100, f * 0.002f);
                await pipe.WriteAsync(frame.Samples, stop);
            }
        });
        string[] raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{width}x{height}", "-r", "25", "-i", "pipe:0"];
        return Ffmpeg.RunAsync([.. raw, "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "50", "-threads", "1", path], pictures, cancel);
    }
}
