using Touchstone.Evaluation.Manipulations;
using Touchstone.Media.Pixels;

namespace Touchstone.Tests.Workbench.Supervision;

/// <summary>A folder of its own for a test, gone at its end.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("touchstone-test-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A JPEG of a colour ramp.</summary>
    public static byte[] Jpeg(int width = 96, int height = 64)
    {
        var samples = new byte[width * height * 3];
        for (var i = 0; i < samples.Length; i++) samples[i] = (byte)(i * 7 / width + i % 251);
        return JpegWriter.Save(new RgbImage(width, height, samples), 90);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
