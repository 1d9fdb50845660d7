using Spectre.Console.Rendering;
using Touchstone.Engine;

namespace Touchstone.Cli.Rendering;

/// <summary>How a run over files is shown: each file as it comes, and the end; all questions, or the credentials alone.</summary>
internal interface IRunView
{
    int Exit { get; }

    void Add(string path, Examination examination);

    IRenderable Of(string path, Examination examination, int width);

    IRenderable View(params string?[] outputs);
}
